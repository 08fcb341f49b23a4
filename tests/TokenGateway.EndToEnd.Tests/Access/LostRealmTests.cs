using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Reload;

namespace TokenGateway.EndToEnd.Tests.Access;

/// <summary>A token whose owner loses its realm is refused on every route, from the next request until the owner has the realm again.</summary>
public sealed class LostRealmTests(LostRealmTests.Edge edge) : IClassFixture<LostRealmTests.Edge>
{
    private static readonly Actor Operator = Actor.Operator("test");

    [Theory]
    [InlineData("/fixed/x")]
    [InlineData("/env/prod/x")]
    [InlineData("/env/default/x")]
    [InlineData("/any/x")]
    [InlineData("/orders/1")]
    [InlineData("/status")]
    [InlineData("/.tokengateway/me")]
    public async Task Token_is_refused_everywhere(string path)
    {
        var token = await edge.Gateway.IssueAsync("paul", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod") });
        var key = "X-API-Key: " + token.Value;
        var before = (await edge.GetAsync(path, key)).Status;
        before.ShouldBe(path == "/env/default/x" ? 403 : 200);

        await SetRealmsAsync("paul", RealmSet.Default);
        var refused = await edge.GetAsync(path, key);

        (refused.Status, refused.Code).ShouldBe((403, "wrong_realm"));
        refused.Answer.Problem("detail").ShouldBe("The token's owner no longer has the token's realm.");
        refused.Answer.HeadersOf("WWW-Authenticate").ShouldAllBe(one => one.EndsWith("error=\"insufficient_scope\"", StringComparison.Ordinal));
        refused.Seen.ShouldBeEmpty();

        await SetRealmsAsync("paul", RealmSet.Of(Realm.Parse("prod")));
        (await edge.GetAsync(path, key)).Status.ShouldBe(before);
    }

    [Fact]
    public async Task Token_manages_nothing_any_more()
    {
        var token = await edge.Gateway.IssueAsync("petra", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod"), Manages = ManagementRights.Own });
        using var client = edge.Gateway.Api(token.Value);
        (await client.GetAsync("/me")).Json!["realms"]!.ToJsonString().ShouldBe("[\"prod\"]");

        await SetRealmsAsync("petra", RealmSet.Default);

        foreach (var (status, code) in new[] { await client.GetAsync("/me"), await client.GetAsync("/tokens"), await client.PostAsync("/tokens", """{ "realm": "prod" }"""), await client.DeleteAsync($"/tokens/{token.Token.Id}") }
            .Select(answer => (answer.Status, answer.Code)))
            (status, code).ShouldBe((403, "wrong_realm"));
    }

    [Fact]
    public async Task Token_that_lost_its_realm_is_still_reported_as_leaked()
    {
        var token = await edge.Gateway.IssueAsync("pia", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod") });
        await SetRealmsAsync("pia", RealmSet.Default);
        using var client = edge.Gateway.Api();

        (await client.PostAsync("/leaks", $$"""{ "token": "{{token.Value}}" }""")).Status.ShouldBe(202);

        await SetRealmsAsync("pia", RealmSet.All);
        await Testing.Eventually.BecomesTrueAsync(async () => (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status == 401, "the token is switched off");
    }

    [Fact]
    public async Task Many_requests_of_a_lost_realm_are_no_guesses()
    {
        var token = await edge.Gateway.IssueAsync("pavel", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod") });
        await SetRealmsAsync("pavel", RealmSet.Default);

        for (var i = 0; i < 12; i++)
            (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Code.ShouldBe("wrong_realm");

        (await edge.GetAsync("/orders/1", "X-API-Key: tgw_1_nonsense")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("reload")]
    public async Task Realm_that_a_role_granted_goes_with_it(string how)
    {
        await using var running = await RunningGateway.StartAsync();
        running.Ours["Roles"]!["Stagers"] = JsonNode.Parse("""{ "Rank": 12, "Permissions": ["orders:read"], "Realms": ["stage"] }""");
        await running.WriteAsync();
        await Testing.Eventually.BecomesTrueAsync(() => Task.FromResult(running.Gateway.State.Current.Access.Roles.Find(RoleName.Parse("Stagers")) is not null), "the role is known");
        var model = running.Gateway.State.Current.Access;
        var sue = new User { Id = UserId.Parse("sue"), Roles = [RoleName.Parse("Users"), RoleName.Parse("Stagers")] };
        (await running.Gateway.Users.CreateAsync(Operator, sue, model, default)).Error.ShouldBeNull();
        var token = (await running.Gateway.Tokens.IssueAsync(Operator, new IssueRequest { Owner = sue.Id, Role = RoleName.Parse("Users"), Realm = Realm.Parse("stage") }, model, default)).Value!;
        var key = "X-API-Key: " + token.Value;
        (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(200);

        if (how == "role")
        {
            (await running.Gateway.Users.SetRolesAsync(Operator, sue.Id, [RoleName.Parse("Users")], model, default)).Error.ShouldBeNull();
            (await running.SendAsync("GET", "/orders/1", key)).Code.ShouldBe("wrong_realm");
            return;
        }

        running.Ours["Roles"]!["Stagers"]!.AsObject().Remove("Realms");
        await running.WriteAsync();
        await running.StatusBecomesAsync(403, "GET", "/orders/1", key);
        (await running.SendAsync("GET", "/orders/1", key)).Code.ShouldBe("wrong_realm");
    }

    private async Task SetRealmsAsync(string user, RealmSet realms) =>
        (await edge.Gateway.Users.SetRealmsAsync(Operator, UserId.Parse(user), realms, edge.Gateway.State.Current.Access, default)).Error.ShouldBeNull();

    public sealed class Edge() : EdgeFixture("""
        {
          "fixed": { "ClusterId": "legacy", "Match": { "Path": "/fixed/{**rest}" }, "TokenGateway": { "Policy": "Default", "Realm": "prod" } },
          "env": { "ClusterId": "legacy", "Match": { "Path": "/env/{environment}/{**rest}" }, "TokenGateway": { "Policy": "Default", "Realm": "{environment}" } },
          "any": { "ClusterId": "legacy", "Match": { "Path": "/any/{**rest}" }, "TokenGateway": { "Access": [ { "AnyToken": true } ] } }
        }
        """, """{ "Throttle": { "FailedAttempts": 8 } }""");
}
