using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Lifecycle;

/// <summary>The token options of a realm, and those that apply elsewhere.</summary>
public sealed class RealmOptionTests : IAsyncLifetime
{
    private const ManagementRights People = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users;

    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    public async Task InitializeAsync() => _upstream = await TestUpstream.StartAsync();

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Realm_is_switched_off_alone_and_on_again()
    {
        await StartAsync("{}", """{ "stage": { "Tokens": { "Enabled": false } } }""", before: true);
        var (here, there) = (await IssueAsync("default"), await IssueAsync("stage"));
        await RewriteAsync("{}", """{ "stage": { "Tokens": { "Enabled": false } } }""");

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(there) == 401, "the realm is off");
        (await StatusAsync(here)).ShouldBe(200);
        (await CreateAsync("stage")).Error.ShouldContain("Realms:stage:Tokens:Enabled");
        (await CreateAsync("default")).ExitCode.ShouldBe(0);

        await RewriteAsync("{}", """{ "stage": { "Tokens": { "MaxTotal": 100 } } }""");
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(there) == 200, "the realm is on");
    }

    [Fact]
    public async Task Realm_is_switched_on_alone_and_a_setting_ends_all()
    {
        await StartAsync("""{ "Enabled": false }""", """{ "stage": { "Tokens": { "Enabled": true } } }""");
        var token = await IssueAsync("stage");

        (await StatusAsync(token)).ShouldBe(200);
        (await CreateAsync("default")).Error.ShouldContain("(Tokens:Enabled)");
        (await CreateAsync("stage")).ExitCode.ShouldBe(0);

        using var admin = _gateway.Api(await IssueAsync("stage", "Administrators", "ada", People | ManagementRights.Settings));
        (await admin.PatchAsync("/settings", """{ "enabled": false }""")).Status.ShouldBe(200);
        (await StatusAsync(token)).ShouldBe(401);
    }

    [Fact]
    public async Task Realm_counts_its_own_tokens_and_has_its_own_lifetime()
    {
        await StartAsync("""{ "MaxPerUser": 2 }""", """{ "stage": { "Tokens": { "MaxPerUser": 1, "MaxLifetime": "1d" } }, "free": { "Tokens": { "MaxPerUser": null } } }""");

        (await CreateAsync("stage", "--expires-in", "2d")).Error.ShouldContain("Tokens:MaxLifetime");
        (await CreateAsync("stage")).Error.ShouldContain("must have an expiry");
        (await CreateAsync("stage", "--expires-in", "1h")).ExitCode.ShouldBe(0);
        (await CreateAsync("stage", "--expires-in", "1h")).Error.ShouldContain("has 1 live tokens");
        foreach (var _ in Enumerable.Range(0, 3))
            (await CreateAsync("free")).ExitCode.ShouldBe(0);
        (await CreateAsync("default")).Error.ShouldContain("has 2 live tokens");
    }

    [Fact]
    public async Task Realm_says_what_owners_may()
    {
        await StartAsync("{}", """{ "stage": { "Tokens": { "OwnersMay": ["Create"] } } }""");
        var (here, there) = (await IssueWithIdAsync("default"), await IssueWithIdAsync("stage"));
        var actor = await SignedInAsync("alice");

        var listed = await _gateway.Tokens.ListAsync(actor, Core.Storage.TokenFilter.All, null, 100, CancellationToken.None);
        listed.Value!.Select(token => token.Id).ShouldBe([here]);
        (await _gateway.Tokens.ListAsync(actor, Core.Storage.TokenFilter.All with { Realm = Realm.Parse("stage") }, null, 100, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.OwnersMayNot);
        (await _gateway.Tokens.GetAsync(actor, there, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.OwnersMayNot);
        (await _gateway.Tokens.DeactivateAsync(actor, there, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.OwnersMayNot);
        (await _gateway.Tokens.DeleteAsync(actor, there, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.OwnersMayNot);
        (await _gateway.Tokens.DeleteAsync(actor, here, CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Realm_may_let_owners_list_where_others_do_not()
    {
        await StartAsync("""{ "OwnersMay": [] }""", """{ "stage": { "Tokens": { "OwnersMay": ["List"] } } }""");
        var (here, there) = (await IssueWithIdAsync("default"), await IssueWithIdAsync("stage"));
        var actor = await SignedInAsync("alice");

        (await _gateway.Tokens.ListAsync(actor, Core.Storage.TokenFilter.All, null, 100, CancellationToken.None)).Value!.Select(token => token.Id).ShouldBe([there]);
        (await _gateway.Tokens.GetAsync(actor, here, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.OwnersMayNot);
    }

    [Fact]
    public async Task Realm_says_who_creates_and_whoever_may_not_lets_nobody()
    {
        await StartAsync("{}", """{ "stage": { "Tokens": { "Creators": "Selected" } } }""");
        await IssueAsync("stage");
        await IssueAsync("default", "Helpers", "hal", ManagementRights.Own | ManagementRights.Users);
        var (alice, hal, model) = (await SignedInAsync("alice"), await SignedInAsync("hal"), _gateway.State.Current.Access);

        (await _gateway.Tokens.IssueAsync(alice, Wish("alice", "default"), model, CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await _gateway.Tokens.IssueAsync(alice, Wish("alice", "stage"), model, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.CreatorsOnly);
        (await _gateway.Users.SetCanCreateTokensAsync(hal, UserId.Parse("hal"), true, model, CancellationToken.None)).Error!.Code.ShouldBe(RefusalCode.CreatorsOnly);
    }

    private static IssueRequest Wish(string owner, string realm) => new() { Owner = UserId.Parse(owner), Name = "x", Realm = Realm.Parse(realm) };

    private async Task<Actor> SignedInAsync(string user)
    {
        var model = _gateway.State.Current.Access;
        var found = await _gateway.Users.GetAsync(Actor.Operator("test"), UserId.Parse(user), model, CancellationToken.None);
        return Actor.SignedIn(found.Value!, model);
    }

    private async Task<string> IssueAsync(string realm, string role = "Users", string user = "alice", ManagementRights manages = ManagementRights.None) =>
        (await _gateway.IssueAsync(user, role, wish => wish with { Realm = Realm.Parse(realm), Manages = manages })).Value;

    private async Task<TokenId> IssueWithIdAsync(string realm) => (await _gateway.IssueAsync("alice", "Users", wish => wish with { Realm = Realm.Parse(realm) })).Token.Id;

    private async Task<CliResult> CreateAsync(string realm, params string[] more)
    {
        await _gateway.GiveRealmAsync(UserId.Parse("alice"), Realm.Parse(realm));
        return await _gateway.CliAsync(["token", "create", "--user", "alice", "--name", "x", "--realm", realm, .. more]);
    }

    private async Task<int> StatusAsync(string token)
    {
        using var client = _gateway.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", token);
        using var answer = await client.GetAsync("/x");
        return (int)answer.StatusCode;
    }

    private async Task StartAsync(string tokens, string realms, bool before = false)
    {
        _gateway = await TestGateway.StartAsync(Configuration(tokens, before ? "{}" : realms));
        (await _gateway.CliAsync("user", "create", "alice", "--role", "Users")).ExitCode.ShouldBe(0);
    }

    private Task RewriteAsync(string tokens, string realms) => _gateway.RewriteAsync(Configuration(tokens, realms));

    private JsonObject Configuration(string tokens, string realms)
    {
        var configuration = Configs.AnyToken(_upstream.Address);
        var settings = configuration["TokenGateway"]!;
        if (tokens != "{}")
            settings["Tokens"] = JsonNode.Parse(tokens);
        if (realms != "{}")
            settings["Realms"] = JsonNode.Parse(realms);
        settings["Roles"] = JsonNode.Parse("""
            { "Users": { "Rank": 10 }, "Helpers": { "Rank": 15, "Manages": ["users"] },
              "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"], "Manages": ["tokens", "users", "settings"] } }
            """);
        return configuration;
    }
}
