using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every token store keeps of secrets: rotated, retired, sealed anew, imported, forgotten.</summary>
public abstract class SecretContract : StoreContract
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Every_part_of_a_token_is_kept()
    {
        var draft = Some.Draft() with
        {
            Description = "nightly \U0001F511",
            ExternalId = ExternalId.Parse("build.1"),
            NotBefore = Some.Moment.AddTicks(7),
            ExpiresAt = Some.Moment + Day,
            Addresses = [AddressRange.Parse("10.0.0.0/8"), AddressRange.Parse("2001:db8::/32")],
        };
        var token = await AddTokenAsync(draft);
        await ReopenAsync();

        var kept = (await Tokens.GetAsync(token.Id, default)).ShouldNotBeNull();

        kept.Addresses.ShouldBe(draft.Addresses);
        (kept with { Addresses = draft.Addresses }).ShouldBe(draft with { Id = token.Id, Hint = token.Hint });
    }

    [Fact]
    public async Task Rotated_secret_replaces_the_first_which_goes_on_for_the_overlap()
    {
        var (first, second) = (Some.Digest(), Some.Digest());
        var token = await AddTokenAsync(Some.Draft(), first);

        var rotated = await RotateAsync(token.Id, second, Day);

        rotated.ShouldBe(token with { Hint = rotated!.Hint, OverlapEndsAt = Some.Moment + Day });
        (await Tokens.FindAsync(second, default)).ShouldNotBeNull().RetiredUntil.ShouldBeNull();
        var before = (await Tokens.FindAsync(first, default)).ShouldNotBeNull();
        before.RetiredUntil.ShouldBe(Some.Moment + Day);
        before.Token.ShouldBe(rotated);
    }

    [Fact]
    public async Task Rotation_without_overlap_retires_at_once()
    {
        var first = Some.Digest();
        var token = await AddTokenAsync(Some.Draft(), first);
        (await RotateAsync(token.Id, Some.Digest(), TimeSpan.Zero)).ShouldNotBeNull().OverlapEndsAt.ShouldBeNull();
        (await Tokens.FindAsync(first, default)).ShouldNotBeNull().RetiredUntil.ShouldBe(Some.Moment);
    }

    [Fact]
    public async Task Rotating_again_ends_the_first_overlap()
    {
        var (first, second) = (Some.Digest(), Some.Digest());
        var token = await AddTokenAsync(Some.Draft(), first);
        await RotateAsync(token.Id, second, Day);
        await RotateAsync(token.Id, Some.Digest(), Day, at: Some.Moment.AddHours(1));

        (await Tokens.FindAsync(first, default)).ShouldNotBeNull().RetiredUntil.ShouldBe(Some.Moment.AddHours(1));
        (await Tokens.FindAsync(second, default)).ShouldNotBeNull().RetiredUntil.ShouldBe(Some.Moment.AddHours(1) + Day);
    }

    [Fact]
    public async Task Overlap_is_ended_once()
    {
        var first = Some.Digest();
        var token = await AddTokenAsync(Some.Draft(), first);
        await RotateAsync(token.Id, Some.Digest(), Day);
        var now = Some.Moment.AddHours(1);

        (await Tokens.EndOverlapAsync(token.Id, now, StoreExtensions.Entry, default)).ShouldBeTrue();
        (await Tokens.EndOverlapAsync(token.Id, now, StoreExtensions.Entry, default)).ShouldBeFalse();

        (await Tokens.FindAsync(first, default)).ShouldNotBeNull().RetiredUntil.ShouldBe(now);
        (await Tokens.GetAsync(token.Id, default)).ShouldNotBeNull().OverlapEndsAt.ShouldBeNull();
    }

    [Fact]
    public async Task Deleted_and_missing_tokens_are_not_rotated()
    {
        var token = await AddTokenAsync();
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);
        (await RotateAsync(token.Id, Some.Digest(), Day)).ShouldBeNull();
        (await RotateAsync(TokenId.Stored(999), Some.Digest(), Day)).ShouldBeNull();
    }

    [Fact]
    public async Task Retired_secret_never_becomes_a_token_again()
    {
        var first = Some.Digest();
        var token = await AddTokenAsync(Some.Draft(), first);
        await RotateAsync(token.Id, Some.Digest(), TimeSpan.Zero);
        (await Tokens.AddAsync(Some.Draft("mallory"), Some.NoQuota, Some.Seal(first), default)).Outcome.ShouldBe(TokenAdditionOutcome.DuplicateValue);
        (await ImportAsync(Some.Draft("mallory"), first)).Refusals.Single().Value.ShouldBe(TokenAdditionOutcome.DuplicateValue);
    }

    [Fact]
    public async Task External_id_is_unique_among_an_owners_live_tokens()
    {
        var draft = Some.Draft() with { ExternalId = ExternalId.Parse("t1"), ExpiresAt = Some.Moment + Day };
        var token = await AddTokenAsync(draft);
        (await TryAddAsync(draft)).ShouldBe(TokenAdditionOutcome.DuplicateExternalId);
        (await TryAddAsync(draft with { Owner = UserId.Parse("bob") })).ShouldBe(TokenAdditionOutcome.Added);
        (await TryAddAsync(draft with { ExternalId = ExternalId.Parse("T1") })).ShouldBe(TokenAdditionOutcome.Added);
        (await TryAddAsync(draft with { ExpiresAt = null }, Some.Moment + Day)).ShouldBe(TokenAdditionOutcome.Added);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);
        (await Tokens.ListAsync(new TokenFilter { Now = Some.Moment, ExternalId = draft.ExternalId, Owner = draft.Owner }, null, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Import_adds_all_or_none_and_says_which_stand_in_the_way()
    {
        var known = Some.Digest();
        await AddTokenAsync(Some.Draft(), known);
        var (one, two) = (Some.Digest(), Some.Digest());
        TokenImport[] imports = [Import(one), Import(known), Import(two), Import(one)];

        var refused = await Tokens.ImportAsync(imports, isDryRun: false, _ => StoreExtensions.Entry, WriteBasis.None, default);

        refused.Tokens.ShouldBeEmpty();
        refused.Refusals.Select(one => one.Key).ShouldBe([1, 3]);
        (await Tokens.FindAsync(two, default)).ShouldBeNull();

        var added = await Tokens.ImportAsync([Import(one), Import(two)], isDryRun: false, _ => StoreExtensions.Entry, WriteBasis.None, default);
        added.Tokens.Length.ShouldBe(2);
        (await Tokens.FindAsync(two, default)).ShouldNotBeNull().Token.ShouldBe(added.Tokens[1]);
    }

    [Fact]
    public async Task Dry_run_of_an_import_finds_the_quota_and_keeps_nothing()
    {
        var digests = Enumerable.Range(0, 3).Select(_ => Some.Digest()).ToArray();
        var quota = new TokenQuota(PerOwner: 2, PerRealm: null, Some.Moment);

        var result = await Tokens.ImportAsync([.. digests.Select(one => Import(one) with { Quota = quota })], isDryRun: true, _ => StoreExtensions.Entry, WriteBasis.None, default);

        result.Refusals.ShouldBe([new(2, TokenAdditionOutcome.OwnerQuotaReached)]);
        (await Tokens.FindAsync(digests[0], default)).ShouldBeNull();
        (await Store.Audit.ReadHeadAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Resealed_value_is_found_by_its_new_digest_alone()
    {
        var (plain, first, peppered) = (Some.Digest(), Some.Digest(), Some.Digest());
        var token = await AddTokenAsync(Some.Draft(), first);
        await RotateAsync(token.Id, plain, Day);

        (await Tokens.ResealAsync(plain, new SealedValue(peppered, "", "k1"), default)).ShouldBeTrue();
        (await Tokens.ResealAsync(plain, new SealedValue(peppered, "", "k1"), default)).ShouldBeFalse();

        (await Tokens.FindAsync(plain, default)).ShouldBeNull();
        var facts = (await Tokens.FindAsync(peppered, default)).ShouldNotBeNull();
        facts.Pepper.ShouldBe("k1");
        facts.Token.Id.ShouldBe(token.Id);
        (await Tokens.ResealAsync(first, new SealedValue(Some.Digest(), "", "k1"), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Purge_takes_old_tombstones_and_old_retired_secrets()
    {
        var (deleted, retired, live) = (Some.Digest(), Some.Digest(), Some.Digest());
        var tombstone = await AddTokenAsync(Some.Draft(), deleted);
        await Tokens.DeleteAsync(tombstone.Id, Some.Moment, default);
        var token = await AddTokenAsync(Some.Draft(), retired);
        await RotateAsync(token.Id, live, Day);

        (await Tokens.PurgeAsync(Some.Moment, Some.Moment, 100, default)).ShouldBe(0);
        (await Tokens.PurgeAsync(Some.Moment.AddTicks(1), Some.Moment.AddTicks(1), 100, default)).ShouldBe(1);
        (await Tokens.FindAsync(deleted, default)).ShouldBeNull();
        (await Tokens.FindAsync(retired, default)).ShouldNotBeNull();
        (await Tokens.PurgeAsync(Some.Moment + 2 * Day, Some.Moment + 2 * Day, 100, default)).ShouldBe(1);
        (await Tokens.FindAsync(retired, default)).ShouldBeNull();
        (await Tokens.FindAsync(live, default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("live", 0)]
    [InlineData("expires", 0)]
    [InlineData("expired", 2)]
    [InlineData("deleted", 3)]
    public async Task Purge_keeps_tombstones_by_which_living_tokens_are_found(string last, int purged)
    {
        // The first made the second, which made the last, and the second gave the first a secret: a circle.
        var first = await AddTokenAsync(Some.Draft(), Some.Digest());
        var second = await AddTokenAsync(Some.Draft() with { CreatedBy = $"token:{first.Id}" }, Some.Digest());
        var end = last switch
        {
            "expires" => Some.Moment.AddDays(2),
            "expired" => Some.Moment.AddTicks(-1),
            _ => (DateTimeOffset?)null,
        };
        var third = await AddTokenAsync(Some.Draft() with { CreatedBy = $"token:{second.Id}", ExpiresAt = end }, Some.Digest());
        await Tokens.RotateAsync(
            first.Id, Some.Moment, Some.Moment, Some.Seal(Some.Digest()),
            StoreExtensions.Entry with { Actor = new AuditActor($"token:{second.Id}", "alice", second.Id.ToString()) }, WriteBasis.None, default);
        foreach (var id in last == "deleted" ? new[] { first.Id, second.Id, third.Id } : [first.Id, second.Id])
            await Tokens.DeleteAsync(id, Some.Moment, default);

        (await Tokens.PurgeAsync(Some.Moment.AddTicks(1), Some.Moment, 100, default)).ShouldBe(purged);

        var entry = StoreExtensions.Entry;
        (await Tokens.ReportLeakAsync(first.Id, isUsable: false, new LeakEntries(_ => entry, _ => entry, _ => entry), default))
            .ShouldBe(purged == 0 ? [third.Id] : []);
    }

    [Theory]
    [InlineData("current")]
    [InlineData("own")]
    [InlineData("retired")]
    [InlineData("deleted")]
    [InlineData("other form")]
    public async Task Foreign_value_that_is_or_was_a_secret_becomes_no_other_ones(string which)
    {
        var digests = new Dictionary<string, TokenDigest>();
        foreach (var one in new[] { "current", "own", "retired", "deleted" })
            digests[one] = Some.Digest();
        var (own, other) = (await AddTokenAsync(Some.Draft(), digests["own"]), await AddTokenAsync(Some.Draft(), digests["retired"]));
        await RotateAsync(other.Id, digests["current"], TimeSpan.Zero);
        await Tokens.DeleteAsync((await AddTokenAsync(Some.Draft(), digests["deleted"])).Id, Some.Moment, default);
        var known = new SealedValue(which == "other form" ? Some.Digest() : digests[which], "sha256:...")
        {
            IsForeign = true,
            OtherForms = which == "other form" ? [Some.Digest(), digests["current"]] : [],
        };

        (await Tokens.AddAsync(Some.Draft(), Some.NoQuota, _ => known, default)).Outcome.ShouldBe(TokenAdditionOutcome.DuplicateValue);
        await Should.ThrowAsync<ValueKnownException>(
            Tokens.RotateAsync(own.Id, Some.Moment, Some.Moment + Day, _ => known, StoreExtensions.Entry, WriteBasis.None, default).AsTask());

        // Nothing was written: the secret of the token goes on, and nothing else does.
        (await Tokens.FindAsync(digests["own"], default)).ShouldNotBeNull().RetiredUntil.ShouldBeNull();
        (await Tokens.GetAsync(own.Id, default))!.OverlapEndsAt.ShouldBeNull();
    }

    [Fact]
    public async Task Foreign_value_that_nobody_knows_is_a_secret_like_others()
    {
        var (first, second) = (Some.Digest(), Some.Digest());
        var token = (await Tokens.AddAsync(Some.Draft(), Some.NoQuota, _ => new SealedValue(first, "sha256:1") { IsForeign = true }, default)).Token!;
        token.Hint.ShouldBe("sha256:1");

        await Tokens.RotateAsync(
            token.Id, Some.Moment, Some.Moment + Day, _ => new SealedValue(second, "sha256:2") { IsForeign = true }, StoreExtensions.Entry, WriteBasis.None, default);

        (await Tokens.FindAsync(first, default)).ShouldNotBeNull().RetiredUntil.ShouldNotBeNull();
        (await Tokens.FindAsync(second, default)).ShouldNotBeNull().Token.Hint.ShouldBe("sha256:2");
    }

    private ValueTask<Token?> RotateAsync(TokenId id, TokenDigest to, TimeSpan overlap, DateTimeOffset? at = null)
    {
        var now = at ?? Some.Moment;
        return Tokens.RotateAsync(id, now, now + overlap, Some.Seal(to), StoreExtensions.Entry, WriteBasis.None, default);
    }

    private async Task<TokenAdditionOutcome> TryAddAsync(Token draft, DateTimeOffset? now = null) =>
        (await Tokens.AddAsync(draft, new TokenQuota(null, null, now ?? Some.Moment), Some.Seal(), default)).Outcome;

    private async Task<TokenImportResult> ImportAsync(Token draft, TokenDigest digest) =>
        await Tokens.ImportAsync([new TokenImport(draft, new SealedValue(digest, "..."), Some.NoQuota)], isDryRun: false, _ => StoreExtensions.Entry, WriteBasis.None, default);

    private static TokenImport Import(TokenDigest digest) => new(Some.Draft(), new SealedValue(digest, "..."), Some.NoQuota);
}
