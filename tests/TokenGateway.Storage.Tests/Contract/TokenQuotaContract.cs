using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>How every token store counts.</summary>
public abstract class TokenQuotaContract : StoreContract
{
    [Fact]
    public async Task Owner_quota_refuses_one_more_and_only_for_that_owner()
    {
        await AddTokenAsync();
        await AddTokenAsync();

        (await TryAddAsync(perOwner: 2)).ShouldBe(new TokenAddition(TokenAdditionOutcome.OwnerQuotaReached, null));
        (await TryAddAsync(perOwner: 2, owner: "bob")).Outcome.ShouldBe(TokenAdditionOutcome.Added);
        (await TryAddAsync(perOwner: 3)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
    }

    [Fact]
    public async Task Owner_quota_in_a_realm_counts_there_alone()
    {
        await AddTokenAsync();
        await AddTokenAsync();
        var quota = new TokenQuota(1, null, Some.Moment) { OwnerInRealm = true };

        (await Tokens.AddAsync(Some.Draft() with { Realm = Realm.Parse("prod") }, quota, Some.Seal(), default)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
        (await Tokens.AddAsync(Some.Draft() with { Realm = Realm.Parse("prod") }, quota, Some.Seal(), default)).Outcome.ShouldBe(TokenAdditionOutcome.OwnerQuotaReached);
        (await Tokens.AddAsync(Some.Draft("bob") with { Realm = Realm.Parse("prod") }, quota, Some.Seal(), default)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
    }

    [Fact]
    public async Task List_passes_over_realms()
    {
        await AddTokenAsync();
        (await Tokens.AddAsync(Some.Draft() with { Realm = Realm.Parse("prod") }, Some.NoQuota, Some.Seal(), default)).Token.ShouldNotBeNull();

        var found = await Tokens.ListAsync(TokenFilter.All with { NotRealms = [Realm.Parse("prod"), Realm.Parse("x")] }, null, 10, default);

        found.ShouldHaveSingleItem().Realm.ShouldBe(Realm.Default);
        var named = await Tokens.ListAsync(TokenFilter.All with { InRealms = [Realm.Parse("prod"), Realm.Parse("x")] }, null, 10, default);
        named.ShouldHaveSingleItem().Realm.ShouldBe(Realm.Parse("prod"));
    }

    [Fact]
    public async Task Realm_quota_refuses_one_more_and_only_in_that_realm()
    {
        await AddTokenAsync("alice");
        await AddTokenAsync("bob");

        (await TryAddAsync(perRealm: 2, owner: "carol")).ShouldBe(new TokenAddition(TokenAdditionOutcome.RealmQuotaReached, null));
        (await TryAddAsync(perRealm: 2, realm: "prod")).Outcome.ShouldBe(TokenAdditionOutcome.Added);
        (await TryAddAsync(perRealm: 3)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
    }

    [Fact]
    public async Task Quota_of_zero_refuses_the_first() =>
        (await TryAddAsync(perOwner: 0)).Outcome.ShouldBe(TokenAdditionOutcome.OwnerQuotaReached);

    [Fact]
    public async Task Deleted_and_expired_tokens_do_not_count()
    {
        var deleted = await AddTokenAsync();
        await Tokens.DeleteAsync(deleted.Id, Some.Moment, default);
        await AddTokenAsync(Some.Draft() with { ExpiresAt = Some.Moment });

        (await TryAddAsync(perOwner: 1, perRealm: 1)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
    }

    [Fact]
    public async Task Inactive_and_not_yet_expired_tokens_count()
    {
        await AddTokenAsync(Some.Draft() with { IsActive = false });
        await AddTokenAsync(Some.Draft() with { ExpiresAt = Some.Moment.AddTicks(1) });

        (await TryAddAsync(perOwner: 2)).Outcome.ShouldBe(TokenAdditionOutcome.OwnerQuotaReached);
    }

    [Fact]
    public async Task A_refused_token_is_not_sealed()
    {
        var quota = new TokenQuota(PerOwner: 0, PerRealm: null, Some.Moment);

        var added = await Tokens.AddAsync(Some.Draft(), quota, _ => throw new InvalidOperationException("sealed"), default);

        added.Outcome.ShouldBe(TokenAdditionOutcome.OwnerQuotaReached);
    }

    [Fact]
    public async Task The_last_place_goes_to_exactly_one_of_many_writers_in_two_processes()
    {
        await AddTokenAsync();
        await AddTokenAsync();
        await using var other = Fixture.Open();
        var quota = new TokenQuota(PerOwner: 3, PerRealm: null, Some.Moment);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await (i % 2 == 0 ? Store : other).Tokens.AddAsync(Some.Draft(), quota, Some.Seal(), default))));

        results.Count(one => one.Outcome == TokenAdditionOutcome.Added).ShouldBe(1);
        results.Count(one => one.Outcome == TokenAdditionOutcome.OwnerQuotaReached).ShouldBe(19);
        (await Tokens.ListAsync(TokenFilter.All, null, 100, default)).Count.ShouldBe(3);
    }

    private async Task<TokenAddition> TryAddAsync(
        int? perOwner = null, int? perRealm = null, string owner = "alice", string realm = "default") =>
        await Tokens.AddAsync(Some.Draft(owner, realm: realm), new TokenQuota(perOwner, perRealm, Some.Moment), Some.Seal(), default);
}
