using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

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
}
