using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>How every token store lists.</summary>
public abstract class TokenListContract : StoreContract
{
    [Fact]
    public async Task List_gives_pages_by_ascending_number()
    {
        var ids = new List<TokenId>();
        for (var i = 0; i < 5; i++)
            ids.Add((await AddTokenAsync()).Id);

        var first = await Tokens.ListAsync(TokenFilter.All, null, 2, default);
        var second = await Tokens.ListAsync(TokenFilter.All, first[^1].Id, 2, default);
        var third = await Tokens.ListAsync(TokenFilter.All, second[^1].Id, 2, default);

        first.Concat(second).Concat(third).Select(one => one.Id).ShouldBe(ids);
        (await Tokens.ListAsync(TokenFilter.All, third[^1].Id, 2, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_gives_tokens_whole()
    {
        var token = await AddTokenAsync(Some.Draft() with { ExpiresAt = Some.Moment.AddDays(1) });

        (await Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldBe([token]);
    }

    [Theory]
    [InlineData("alice", null, "1 2 3")]
    [InlineData("bob", null, "4")]
    [InlineData("Alice", null, "")]
    [InlineData(null, "prod", "3 4")]
    [InlineData("alice", "prod", "3")]
    [InlineData(null, null, "1 2 3 4")]
    public async Task List_narrows_by_owner_and_realm(string? owner, string? realm, string expected)
    {
        await AddTokenAsync(Some.Draft("alice", "1"));
        await AddTokenAsync(Some.Draft("alice", "2"));
        await AddTokenAsync(Some.Draft("alice", "3", "prod"));
        await AddTokenAsync(Some.Draft("bob", "4", "prod"));
        var filter = new TokenFilter
        {
            Owner = owner is null ? null : UserId.Parse(owner),
            Realm = realm is null ? null : Realm.Parse(realm),
        };

        (await NamesAsync(filter)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("deploy", "deploy Deploy-2")]
    [InlineData("DEPLOY-", "Deploy-2")]
    [InlineData("a_", "a_b")]
    [InlineData("%", "50%")]
    [InlineData("!", "wow!")]
    [InlineData("CAF\u00c9", "CAF\u00c9")]
    [InlineData("'", "")]
    [InlineData("no such name", "")]
    public async Task List_narrows_by_a_part_of_the_name(string text, string expected)
    {
        foreach (var name in new[] { "deploy", "Deploy-2", "a_b", "axb", "50%", "wow!", "CAF\u00c9" })
            await AddTokenAsync(Some.Draft(name: name));

        (await NamesAsync(new TokenFilter { Contains = text })).ShouldBe(expected);
    }

    [Fact]
    public async Task List_narrows_by_a_part_of_the_hint()
    {
        await AddTokenAsync(Some.Draft(name: "one"));
        var token = await AddTokenAsync(Some.Draft(name: "two"));

        (await NamesAsync(new TokenFilter { Contains = token.Hint.ToUpperInvariant() })).ShouldBe("two");
    }

    [Theory]
    [InlineData(null, "active inactive ending expired off-and-expired")]
    [InlineData(TokenState.Active, "active ending")]
    [InlineData(TokenState.Inactive, "inactive")]
    [InlineData(TokenState.Expired, "expired off-and-expired")]
    [InlineData(TokenState.Deleted, "deleted deleted-and-expired")]
    public async Task List_narrows_by_the_state_at_a_moment(TokenState? state, string expected)
    {
        await AddTokenAsync(Some.Draft(name: "active"));
        await AddTokenAsync(Some.Draft(name: "inactive") with { IsActive = false });
        await AddTokenAsync(Some.Draft(name: "ending") with { ExpiresAt = Some.Moment.AddTicks(1) });
        await AddTokenAsync(Some.Draft(name: "expired") with { ExpiresAt = Some.Moment });
        await AddTokenAsync(Some.Draft(name: "off-and-expired") with { ExpiresAt = Some.Moment, IsActive = false });
        await DeleteAsync(await AddTokenAsync(Some.Draft(name: "deleted")));
        await DeleteAsync(await AddTokenAsync(Some.Draft(name: "deleted-and-expired") with { ExpiresAt = Some.Moment }));

        (await NamesAsync(new TokenFilter { State = state, Now = Some.Moment })).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task List_of_no_tokens_is_an_error_of_the_caller(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Tokens.ListAsync(TokenFilter.All, null, limit, default));

    private async Task DeleteAsync(Token token) => await Tokens.DeleteAsync(token.Id, Some.Moment, default);

    private async Task<string> NamesAsync(TokenFilter filter) =>
        string.Join(' ', (await Tokens.ListAsync(filter, null, 100, default)).Select(one => one.Name));

    [Theory]
    [InlineData(TokenOrderKey.Id, "beta Alpha gamma alpha")]
    [InlineData(TokenOrderKey.Name, "Alpha alpha beta gamma")]
    [InlineData(TokenOrderKey.Created, "alpha gamma Alpha beta")]
    [InlineData(TokenOrderKey.Expires, "gamma beta Alpha alpha")]
    [InlineData(TokenOrderKey.LastUsed, "beta gamma Alpha alpha")]
    public async Task Order_holds_over_pages_in_both_directions(TokenOrderKey key, string expected)
    {
        foreach (var (name, created, expires, used) in new[] { ("beta", 4, 2, 0), ("Alpha", 3, 0, 1), ("gamma", 2, 1, 0), ("alpha", 1, 0, 2) })
        {
            var token = await AddTokenAsync(Some.Draft(name: name) with
            {
                CreatedAt = Some.Moment.AddDays(created),
                ExpiresAt = expires == 0 ? null : Some.Moment.AddDays(expires),
            });
            if (used > 0)
            {
                await Usage.AddAsync(
                    [new TokenUsage(token.Id, DateOnly.FromDateTime(Some.Moment.UtcDateTime), new UsageCounts(Allowed: 1), new TokenUse(Some.Moment.AddDays(used), null, TokenPlace.Header))], default);
            }
        }

        (await ListAsync(new TokenOrder(key, IsDescending: false))).ShouldBe(expected);
        (await ListAsync(new TokenOrder(key, IsDescending: true))).ShouldBe(string.Join(' ', expected.Split(' ').Reverse()));
    }

    [Theory]
    [InlineData(TokenOrderKey.Name)]
    [InlineData(TokenOrderKey.Created)]
    [InlineData(TokenOrderKey.Expires)]
    [InlineData(TokenOrderKey.LastUsed)]
    public async Task Place_of_a_token_that_is_not_shown_tells_nothing_of_it(TokenOrderKey key)
    {
        await AddTokenAsync(Some.Draft("alice", "a") with { CreatedAt = Some.Moment.AddDays(1), ExpiresAt = Some.Moment.AddDays(8) });
        await AddTokenAsync(Some.Draft("alice", "z") with { CreatedAt = Some.Moment.AddDays(3), ExpiresAt = Some.Moment.AddDays(10) });
        var foreign = await AddTokenAsync(Some.Draft("bob", "m", "prod") with { CreatedAt = Some.Moment.AddDays(2), ExpiresAt = Some.Moment.AddDays(9) });
        TokenFilter[] filters =
        [
            new() { Owner = UserId.Parse("alice") },
            new() { Realm = Realm.Default },
            new() { InRealms = [Realm.Default] },
            new() { NotRealms = [Realm.Parse("prod")] },
        ];

        foreach (var filter in filters)
        {
            foreach (var order in new[] { new TokenOrder(key, IsDescending: false), new TokenOrder(key, IsDescending: true) })
                (await Tokens.ListAsync(filter with { Order = order }, foreign.Id, 10, default)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task List_narrows_to_tokens_that_never_expire()
    {
        await AddTokenAsync(Some.Draft(name: "ends") with { ExpiresAt = Some.Moment.AddDays(1) });
        await AddTokenAsync(Some.Draft(name: "never"));

        (await Tokens.ListAsync(new TokenFilter { NeverExpires = true }, null, 10, default)).ShouldHaveSingleItem().Name.ShouldBe("never");
    }

    [Fact]
    public async Task List_narrows_by_the_moment_of_creation()
    {
        foreach (var day in new[] { 1, 2, 3 })
            await AddTokenAsync(Some.Draft(name: $"day-{day}") with { CreatedAt = Some.Moment.AddDays(day) });

        (await NamesAsync(new TokenFilter { CreatedFrom = Some.Moment.AddDays(2) })).ShouldBe("day-2 day-3");
        (await NamesAsync(new TokenFilter { CreatedBefore = Some.Moment.AddDays(2) })).ShouldBe("day-1");
        (await NamesAsync(new TokenFilter { CreatedFrom = Some.Moment.AddDays(2), CreatedBefore = Some.Moment.AddDays(3) })).ShouldBe("day-2");
    }

    [Fact]
    public async Task List_narrows_by_the_last_use()
    {
        await AddTokenAsync(Some.Draft(name: "never"));
        foreach (var place in new[] { TokenPlace.Header, TokenPlace.Query, TokenPlace.Basic })
        {
            var token = await AddTokenAsync(Some.Draft(name: place.ToString()));
            await Usage.AddAsync(
                [new TokenUsage(token.Id, DateOnly.FromDateTime(Some.Moment.UtcDateTime), new UsageCounts(Allowed: 1), new TokenUse(Some.Moment, "192.0.2.4", place))], default);
        }

        (await NamesAsync(new TokenFilter { NeverUsed = true })).ShouldBe("never");
        (await NamesAsync(new TokenFilter { UsedIn = TokenPlace.Query })).ShouldBe("Query");
        (await NamesAsync(new TokenFilter { NeverUsed = true, UsedIn = TokenPlace.Query })).ShouldBe("");
    }

    private async Task<string> ListAsync(TokenOrder order)
    {
        var (names, after) = (new List<string>(), (TokenId?)null);
        while (await Tokens.ListAsync(new TokenFilter { Order = order }, after, 1, default) is [var token])
            (names, after) = ([.. names, token.Name], token.Id);
        return string.Join(' ', names);
    }
}
