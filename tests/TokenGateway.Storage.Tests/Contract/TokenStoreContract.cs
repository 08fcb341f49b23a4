using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every token store keeps, apart from quotas and lists.</summary>
public abstract class TokenStoreContract : StoreContract
{
    [Fact]
    public async Task Find_of_an_unknown_digest_gives_nothing() =>
        (await Tokens.FindAsync(Some.Digest(), default)).ShouldBeNull();

    [Fact]
    public async Task Find_gives_the_token_with_its_owner()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User("alice", "Users", "Engineers"), default);
        var token = await AddTokenAsync(Some.Draft(), digest);

        var facts = await Tokens.FindAsync(digest, default);

        facts!.Token.ShouldBe(token);
        facts.Owner!.Id.ShouldBe(UserId.Parse("alice"));
        facts.Owner.Roles.Select(one => one.Value).ShouldBe(["Users", "Engineers"]);
    }

    [Fact]
    public async Task Find_of_a_token_whose_owner_is_not_stored_gives_no_owner()
    {
        var digest = Some.Digest();
        await AddTokenAsync(Some.Draft("declared"), digest);

        var facts = await Tokens.FindAsync(digest, default);

        facts!.Token.Owner.Value.ShouldBe("declared");
        facts.Owner.ShouldBeNull();
    }

    [Fact]
    public async Task Facts_of_the_store_itself_are_of_now_whether_there_are_any_or_not()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User(), default);
        await AddTokenAsync(Some.Draft(), digest);

        foreach (var one in new[] { digest, Some.Digest() })
        {
            var reading = await Tokens.ReadFactsAsync(one, default);
            (reading.Facts is null, reading.AsOf.IsNone).ShouldBe((one != digest, false));
            (reading.Heartbeat ?? Clock.GetUtcNow()).ShouldBe(Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Find_sees_what_happened_to_token_and_owner()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User(), default);
        var token = await AddTokenAsync(Some.Draft(), digest);

        await Tokens.SetActiveAsync(token.Id, false, default);
        await Users.SetDisabledAsync(token.Owner, true, default);

        var facts = await Tokens.FindAsync(digest, default);
        facts!.Token.IsActive.ShouldBeFalse();
        facts.Owner!.IsDisabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Add_seals_with_the_number_that_the_token_gets()
    {
        long sealedWith = 0;
        var added = await Tokens.AddAsync(
            Some.Draft(), Some.NoQuota, id => new SealedValue(Some.Digest(), $"tgw_{sealedWith = id}_...9fK2"), default);

        added.Token!.Id.Number.ShouldBe(sealedWith);
        added.Token.Hint.ShouldBe($"tgw_{sealedWith}_...9fK2");
        (await Tokens.GetAsync(added.Token.Id, default)).ShouldBe(added.Token);
    }

    [Fact]
    public async Task Add_of_a_known_value_is_a_duplicate()
    {
        var digest = Some.Digest();
        var first = await AddTokenAsync(Some.Draft(name: "first"), digest);

        var second = await Tokens.AddAsync(Some.Draft(name: "second"), Some.NoQuota, Some.Seal(digest), default);

        second.ShouldBe(new TokenAddition(TokenAdditionOutcome.DuplicateValue, null));
        (await Tokens.FindAsync(digest, default))!.Token.ShouldBe(first);
    }

    [Fact]
    public async Task Add_of_a_deleted_tokens_value_is_a_duplicate()
    {
        var digest = Some.Digest();
        var token = await AddTokenAsync(Some.Draft(), digest);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        (await Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default))
            .Outcome.ShouldBe(TokenAdditionOutcome.DuplicateValue);
    }

    [Fact]
    public async Task Add_whose_seal_fails_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Tokens.AddAsync(Some.Draft(), Some.NoQuota, _ => throw new InvalidOperationException(), default));

        (await Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldBeEmpty();
        (await AddTokenAsync()).Id.Number.ShouldBePositive();
    }

    [Fact]
    public async Task Add_cancelled_before_it_begins_adds_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), new CancellationToken(canceled: true)));

        (await Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_part_of_a_token_is_kept()
    {
        var draft = Some.Draft() with
        {
            Realm = Realm.Parse("prod"),
            Permissions = Some.Permissions("orders:read", "orders:write"),
            Manages = ManagementRights.Own | ManagementRights.Audit,
            ExpiresAt = Some.Moment.AddDays(30),
            IsActive = false,
        };
        var added = await AddTokenAsync(draft);
        await ReopenAsync();

        var kept = await Tokens.GetAsync(added.Id, default);

        kept!.Permissions!.Value.ShouldBe(draft.Permissions.Value);
        (kept with { Permissions = null }).ShouldBe(added with { Permissions = null });
        (kept with { Permissions = null, Id = default, Hint = "" }).ShouldBe(draft with { Permissions = null });
    }

    [Fact]
    public async Task An_empty_list_of_permissions_is_not_the_absence_of_one()
    {
        var none = await AddTokenAsync(Some.Draft() with { Permissions = [] });
        var unlimited = await AddTokenAsync(Some.Draft());

        (await Tokens.GetAsync(none.Id, default))!.Permissions!.Value.ShouldBeEmpty();
        (await Tokens.GetAsync(unlimited.Id, default))!.Permissions.ShouldBeNull();
    }

    [Fact]
    public async Task Texts_of_any_script_and_the_longest_length_are_kept()
    {
        var draft = Some.Draft() with
        {
            Name = string.Concat(Enumerable.Repeat("\U0001F511", 127)) + "é",
            Owner = UserId.Parse(new string('ü', UserId.MaxLength)),
            Realm = Realm.Parse(new string('環', Realm.MaxLength)),
            Role = RoleName.Parse(new string('r', 100)),
            CreatedBy = "user:" + new string('ü', UserId.MaxLength),
        };
        draft.Name.Length.ShouldBe(Token.MaxNameLength);

        var added = await AddTokenAsync(draft);

        (await Tokens.GetAsync(added.Id, default)).ShouldBe(draft with { Id = added.Id, Hint = added.Hint });
    }

    [Fact]
    public async Task Names_that_look_like_sql_are_only_names()
    {
        var name = "'); DROP TABLE tokens; -- \"%_\\";
        var token = await AddTokenAsync(name: name);

        (await Tokens.GetAsync(token.Id, default))!.Name.ShouldBe(name);
    }

    [Fact]
    public async Task An_empty_name_is_kept() =>
        (await Tokens.GetAsync((await AddTokenAsync(name: "")).Id, default))!.Name.ShouldBe("");

    [Fact]
    public async Task Times_keep_their_last_tick_and_their_moment()
    {
        var precise = new DateTimeOffset(2026, 8, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var token = await AddTokenAsync(Some.Draft() with { CreatedAt = precise, ExpiresAt = DateTimeOffset.MaxValue });
        await Tokens.DeleteAsync(token.Id, precise.AddTicks(1), default);

        var kept = await Tokens.GetAsync(token.Id, default);

        kept!.CreatedAt.ShouldBe(precise);
        kept.ExpiresAt.ShouldBe(DateTimeOffset.MaxValue);
        kept.DeletedAt.ShouldBe(precise.AddTicks(1));
    }

    [Fact]
    public async Task Get_of_an_unknown_or_declared_token_gives_nothing()
    {
        (await Tokens.GetAsync(TokenId.Stored(4711), default)).ShouldBeNull();
        (await Tokens.GetAsync(TokenId.Declared("ci"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Set_active_switches_off_and_on()
    {
        var token = await AddTokenAsync();

        (await Tokens.SetActiveAsync(token.Id, false, default)).ShouldBeTrue();
        (await Tokens.GetAsync(token.Id, default))!.IsActive.ShouldBeFalse();

        (await Tokens.SetActiveAsync(token.Id, true, default)).ShouldBeTrue();
        (await Tokens.GetAsync(token.Id, default)).ShouldBe(token);
    }

    [Fact]
    public async Task Set_active_of_an_unknown_declared_or_deleted_token_is_refused()
    {
        var token = await AddTokenAsync();
        await Tokens.SetActiveAsync(token.Id, false, default);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        (await Tokens.SetActiveAsync(token.Id, true, default)).ShouldBeFalse();
        (await Tokens.SetActiveAsync(TokenId.Stored(4711), true, default)).ShouldBeFalse();
        (await Tokens.SetActiveAsync(TokenId.Declared("ci"), true, default)).ShouldBeFalse();
        (await Tokens.GetAsync(token.Id, default))!.IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_leaves_a_tombstone_that_is_still_found()
    {
        var digest = Some.Digest();
        var token = await AddTokenAsync(Some.Draft(), digest);

        (await Tokens.DeleteAsync(token.Id, Some.Moment.AddHours(1), default)).ShouldBeTrue();

        var expected = token with { DeletedAt = Some.Moment.AddHours(1) };
        (await Tokens.FindAsync(digest, default))!.Token.ShouldBe(expected);
        (await Tokens.GetAsync(token.Id, default)).ShouldBe(expected);
    }

    [Fact]
    public async Task Delete_of_an_unknown_declared_or_deleted_token_is_refused()
    {
        var token = await AddTokenAsync();
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        (await Tokens.DeleteAsync(token.Id, Some.Moment.AddHours(1), default)).ShouldBeFalse();
        (await Tokens.DeleteAsync(TokenId.Stored(4711), Some.Moment, default)).ShouldBeFalse();
        (await Tokens.DeleteAsync(TokenId.Declared("ci"), Some.Moment, default)).ShouldBeFalse();
        (await Tokens.GetAsync(token.Id, default))!.DeletedAt.ShouldBe(Some.Moment);
    }

    [Fact]
    public async Task A_token_deleted_by_many_at_once_is_deleted_once()
    {
        var token = await AddTokenAsync();

        var deleted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Tokens.DeleteAsync(token.Id, Some.Moment, default).AsTask()));

        deleted.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task Numbers_ascend_and_are_not_given_again_after_a_delete()
    {
        var first = await AddTokenAsync();
        var second = await AddTokenAsync();
        await Tokens.DeleteAsync(second.Id, Some.Moment, default);
        await ReopenAsync();

        var third = await AddTokenAsync();

        second.Id.Number.ShouldBeGreaterThan(first.Id.Number);
        third.Id.Number.ShouldBeGreaterThan(second.Id.Number);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User(), default);
        var kept = await AddTokenAsync(Some.Draft(), digest);
        var deleted = await AddTokenAsync();
        await Tokens.DeleteAsync(deleted.Id, Some.Moment, default);

        await ReopenAsync();

        var facts = await Tokens.FindAsync(digest, default);
        facts!.Token.ShouldBe(kept);
        facts.Owner!.Id.ShouldBe(kept.Owner);
        (await Tokens.GetAsync(deleted.Id, default))!.DeletedAt.ShouldBe(Some.Moment);
    }

    [Fact]
    public async Task Another_process_sees_a_write_as_soon_as_it_has_returned()
    {
        var digest = Some.Digest();
        await using var other = Fixture.Open();
        (await other.Tokens.FindAsync(digest, default)).ShouldBeNull();

        var token = await AddTokenAsync(Some.Draft(), digest);
        (await other.Tokens.FindAsync(digest, default))!.Token.ShouldBe(token);

        await Tokens.DeleteAsync(token.Id, Some.Moment, default);
        (await other.Tokens.FindAsync(digest, default))!.Token.DeletedAt.ShouldBe(Some.Moment);
    }
}
