using System.Diagnostics;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;
using Xunit.Abstractions;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>The list of tokens that hold more than they need, over what stores answer.</summary>
public abstract class OverPrivilegedContract(ITestOutputHelper output) : StoreContract
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Some.Moment.UtcDateTime);
    private static readonly AccessModel Model = CreateModel();

    private TokenLifecycle Lifecycle => new(Tokens, Users, Store.PermissionUses, new StandardTokenFormat("tgw"), NoSink.Instance, Clock);

    [Fact]
    public async Task Tokens_with_permissions_that_no_request_needed_are_listed_and_no_others()
    {
        await RecordAsync();
        await AddAsync("needs one", "orders:read");
        await AddAsync("needs all", "orders:read", "orders:write");
        await AddAsync("needs none");
        await AddAsync("limited", draft => draft with { Permissions = Some.Permissions("orders:read") }, "orders:read");
        await AddAsync("new", draft => draft with { CreatedAt = Some.Moment.AddDays(-29) }, "orders:read");
        await AddAsync("expired", draft => draft with { ExpiresAt = Some.Moment }, "orders:read");
        var off = await AddAsync("off", "orders:read");
        await Tokens.SetActiveAsync(off.Id, false, default);
        await AddTokenAsync(Some.Draft(name: "never used") with { CreatedAt = Some.Moment.AddDays(-100) });

        (await NamesAsync(new TokenFilter())).ShouldBe("needs one, needs none");
        (await NamesAsync(new TokenFilter { State = TokenState.Inactive })).ShouldBe("");
        (await NamesAsync(new TokenFilter { Contains = "none" })).ShouldBe("needs none");
    }

    [Fact]
    public async Task Pages_meet_each_token_once_in_every_order()
    {
        await RecordAsync();
        foreach (var i in Enumerable.Range(0, 9))
            await AddAsync($"token {i}", i % 3 == 0 ? ["orders:read", "orders:write"] : ["orders:read"]);

        foreach (var key in Enum.GetValues<TokenOrderKey>())
        {
            foreach (var isDescending in new[] { false, true })
            {
                var all = await PageByPageAsync(new TokenOrder(key, isDescending), 2);
                all.Order().ShouldBe(["token 1", "token 2", "token 4", "token 5", "token 7", "token 8"]);
                all.ShouldBe(await PageByPageAsync(new TokenOrder(key, isDescending), 100));
            }
        }
    }

    [Fact]
    public async Task A_list_that_nobody_judges_is_an_error_of_the_caller() =>
        await Should.ThrowAsync<ArgumentException>(async () => await Lifecycle.ListAsync(Actor.Operator("root"), new TokenFilter { IsOverPrivileged = true }, null, 10, default));

    [LongFact]
    public async Task Ten_thousand_tokens_none_of_which_is_listed_are_judged_in_time()
    {
        await RecordAsync();
        for (var i = 0; i < 200; i++)
            await Users.AddAsync(Some.User($"user{i}"), default);
        for (var i = 0; i < 10; i++)
        {
            var imports = Enumerable.Range(0, 1_000).Select(n => new TokenImport(Draft($"user{n % 200}", $"t{n}"), new SealedValue(Some.Digest(), "hint"), Some.NoQuota));
            var ids = (await Tokens.ImportAsync([.. imports], false, _ => StoreExtensions.Entry, WriteBasis.None, default)).Tokens.Select(token => token.Id).ToList();
            await Usage.AddAsync([.. ids.Select(Used)], default);
            await Store.PermissionUses.AddAsync([.. ids.SelectMany(id => new[] { new PermissionUse(id, "orders:read", Today), new PermissionUse(id, "orders:write", Today) })], default);
        }

        var least = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var begin = Stopwatch.GetTimestamp();
            var page = (await PageAsync(new TokenFilter(), null, 50)).ShouldNotBeNull();
            var took = Stopwatch.GetElapsedTime(begin);
            least = took < least ? took : least;
            page.Items.ShouldBeEmpty();
        }

        output.WriteLine($"10,000 tokens: {least.TotalMilliseconds:0} ms");

        // Some 100 ms where nothing else runs; a read for each token would take longer than this.
        least.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static AccessModel CreateModel()
    {
        var permissions = new PermissionCatalog(Some.Permissions("orders:read", "orders:write"));
        PermissionPattern.TryParse("orders:*", out var orders).ShouldBeTrue();
        var roles = new RoleCatalog([new RoleDefinition(RoleName.Parse("Engineers"), 10, [orders], ManagementRights.None)], permissions);
        return new AccessModel(roles, permissions, [], new TokenOptions(), [], []) { AskedPermissions = permissions.SetOf(Some.Permissions("orders:read", "orders:write")) };
    }

    private static Token Draft(string owner, string name) => Some.Draft(owner, name) with { CreatedAt = Some.Moment.AddDays(-100) };

    private static TokenUsage Used(TokenId id) => new(id, Today, new UsageCounts(Allowed: 1), new TokenUse(Some.Moment, null, TokenPlace.Header));

    private async Task RecordAsync()
    {
        await Users.AddAsync(Some.User(), default);
        await Store.PermissionUses.RecordAsync(["orders:read", "orders:write"], Today.AddDays(-99), default);
    }

    private Task<Token> AddAsync(string name, params string[] needed) => AddAsync(name, draft => draft, needed);

    private async Task<Token> AddAsync(string name, Func<Token, Token> change, params string[] needed)
    {
        var token = await AddTokenAsync(change(Draft("alice", name)));
        await Usage.AddAsync([Used(token.Id)], default);
        await Store.PermissionUses.AddAsync([.. needed.Select(permission => new PermissionUse(token.Id, permission, Today))], default);
        return token;
    }

    private async Task<TokenPage?> PageAsync(TokenFilter filter, TokenId? after, int limit) => (await Lifecycle.ListPageAsync(
        Actor.Operator("root"), filter with { IsOverPrivileged = true, Now = Some.Moment }, after, limit, Model, default)).Value;

    private async Task<string> NamesAsync(TokenFilter filter) => string.Join(", ", (await PageAsync(filter, null, 100))!.Items.Select(token => token.Name));

    private async Task<List<string>> PageByPageAsync(TokenOrder order, int limit)
    {
        var (names, after) = (new List<string>(), (TokenId?)null);
        do
        {
            var page = (await PageAsync(new TokenFilter { Order = order }, after, limit))!;
            page.Items.Count.ShouldBeLessThanOrEqualTo(limit);
            names.AddRange(page.Items.Select(token => token.Name));
            after = page.Next;
        }
        while (after is not null);
        return names;
    }

    private sealed class NoSink : IChangeSink
    {
        public static readonly NoSink Instance = new();

        public void Apply(in Change change)
        {
        }

        public void Reset()
        {
        }
    }
}
