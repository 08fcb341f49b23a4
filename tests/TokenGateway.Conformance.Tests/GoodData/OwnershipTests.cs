using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>What is the gateway's and what is left to the upstream.</summary>
public sealed class OwnershipTests(GoodDataSample sample) : IClassFixture<GoodDataSample>
{
    private const string User = "/api/v1/entities/users/demo";

    private readonly DialectGateway _gateway = sample.Gateway;

    [Fact]
    [Promise("GoodData", "The product's application library works.", "`@gooddata/sdk-backend-tiger` 10.43.0, unmodified: the gateway serves its reads of a user; `updateUser` and its other writes reach the upstream")]
    public async Task Unmodified_library_changes_users_in_the_upstream()
    {
        _gateway.Upstream.Forget();
        _gateway.Upstream.Handler = context =>
        {
            context.Response.StatusCode = context.Request.Method == "PATCH" ? 200 : 204;
            return Task.CompletedTask;
        };
        var script = Path.Combine(Configs.RepositoryRoot(), "tests", "gooddata", "backend.js");
        await using var node = ChildProcess.Start("node", script, _gateway.Gateway.Edge.GetLeftPart(UriPartial.Authority), sample.Admin["Bearer ".Length..], "demo");
        (await node.ExitAsync()).ShouldBe(0, string.Join('\n', node.Error));

        var results = JsonNode.Parse(node.Output[^1])!;
        results["currentUser"]!["data"]!["login"]!.ToString().ShouldBe("joe");
        results["getUser"]!["data"]!["email"]!.ToString().ShouldBe("demo@example.com");
        results["updateUser"]!["status"].ShouldBeNull(results.ToJsonString());
        results["createUserGroup"]!["status"].ShouldBeNull(results.ToJsonString());
        _gateway.Upstream.Seen.ShouldContain(one => one.Method == "PATCH" && one.Target == User && one.Header("X-Auth-User") == "joe");
        _gateway.Upstream.Seen.ShouldContain(one => one.Method == "POST" && one.Target == "/api/v1/entities/userGroups");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Other_methods_of_a_user_are_the_upstreams_by_its_routes_rule(string method)
    {
        _gateway.Upstream.Forget();
        var vera = await sample.CreateAsync("vera", "own-" + method);

        (await _gateway.SendAsAsync($"Bearer {vera}", method, User, "{}")).Status.ShouldBe(403);
        (await _gateway.SendAsync(method, User, "{}")).Status.ShouldBe(401);
        _gateway.Upstream.Seen.ShouldBeEmpty();

        await _gateway.SendAsAsync(sample.Admin, method, User, "{}");

        _gateway.Upstream.Last.Method.ShouldBe(method);
        _gateway.Upstream.Last.Target.ShouldBe(User);
    }

    [Fact]
    public async Task What_is_not_known_of_a_user_is_left_out()
    {
        await using var own = await DialectGateway.StartAsync("gooddata");
        (await own.Gateway.CliAsync("user", "create", "bare", "--role", "Administrators")).ExitCode.ShouldBe(0);
        var token = await own.IssueAsync("joe", "Administrators", wish => wish with { Manages = Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Users });

        (await own.SendAsAsync($"Bearer {token.Value}", "GET", "/api/v1/entities/users/bare")).Json["data"]!.ToJsonString()
            .ShouldBe("""{"id":"bare","type":"user","attributes":{}}""");
    }

    [Theory]
    [InlineData("Profile", "/api/v1/profile", User)]
    [InlineData("Users", User, "/api/v1/profile")]
    [Promise("GoodData", "Calls that are not about tokens can be left to the upstream.", "`\"DialectEndpoints\": { \"Profile\": false }` forwards the profile, `\"Users\": false` the users")]
    public async Task A_part_can_be_left_to_the_upstream(string part, string left, string kept)
    {
        await using var own = await DialectGateway.StartAsync("gooddata", all =>
        {
            all["TokenGateway"]!["DialectEndpoints"] = new JsonObject { [part] = false };
            all["ReverseProxy"]!["Routes"]!["profile"] = JsonNode.Parse("""{ "ClusterId": "analytics", "Match": { "Path": "/api/v1/profile" }, "TokenGateway": { "Policy": "Default" } }""");
            if (part != "Profile")
                all["ReverseProxy"]!["Routes"]!.AsObject().Remove("profile");
        });
        await own.AddUserAsync("demo", "Viewers", "Demo User");
        var token = await own.IssueAsync("joe", "Administrators", wish => wish with { Manages = Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Users });

        (await own.SendAsAsync($"Bearer {token.Value}", "GET", left)).Body.ShouldBe("ok");
        own.Upstream.Last.Target.ShouldBe(left);
        own.Upstream.Forget();
        (await own.SendAsAsync($"Bearer {token.Value}", "GET", kept)).Body.ShouldContain("\"");
        own.Upstream.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/options/availableDrivers")]
    [InlineData("/api/v1/layout/users")]
    [InlineData("/api/entities/workspaces")]
    public async Task Sample_serves_what_clients_call(string path) =>
        (await _gateway.SendAsAsync(sample.Admin, "HEAD", path)).Status.ShouldBeLessThan(300);
}
