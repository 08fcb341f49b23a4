using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Usage;

/// <summary>The permissions that requests need, over real sockets, and how the API and the command line report those that none needs.</summary>
public sealed class NeededPermissionTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private ApiClient _admin = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configuration());
        _client = _gateway.CreateClient();

        // Calls of the management API are uses, too: with * the token would be in every list.
        _admin = _gateway.Api((await _gateway.IssueAsync("adam", "Administrators", request => request with
        {
            Manages = ManagementRights.Tokens | ManagementRights.Own,
            Permissions = [PermissionName.Parse("reports:read")],
        })).Value);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_is_used_on_one_route_does_not_need_the_permission_of_the_other()
    {
        var (id, value) = await IssueAsync();
        (await SendAsync("GET", "/reads/1", value)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(id, "orders:read");
        var early = await NeedsAsync(id);
        early["overPrivileged"].ShouldBeNull();
        early["since"].ShouldBeNull();
        early["held"]!.AsArray().Select(one => (string?)one!["need"]).ShouldBe(["used", "tooNew", "notAsked"]);
        (await ListedAsync(_admin)).ShouldBe("");

        await _gateway.AgeAsync(100);

        (await ListedAsync(_admin)).ShouldBe(id);
        var needs = await NeedsAsync(id);
        needs["overPrivileged"]!.GetValue<bool>().ShouldBeTrue();
        needs["held"]!.AsArray().Select(one => $"{one!["permission"]} {one["need"]}").ShouldBe(["orders:read used", "orders:write unused", "reports:read notAsked"]);
        var shown = await _gateway.CliAsync("token", "show", id);
        shown.Output.ShouldContain("needed:      orders:read\n");
        shown.Output.ShouldContain("never used:  orders:write (since ");
        (await _gateway.CliAsync("token", "list", "--over-privileged", "--json")).Output.ShouldContain($"\"id\":{id},");
        JsonNode.Parse((await _gateway.CliAsync("token", "show", id, "--json")).Output)!["permissionUse"]!.ToJsonString().ShouldBe(needs.ToJsonString());

        (await SendAsync("GET", "/writes/1", value)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(id, "orders:read orders:write");

        (await ListedAsync(_admin)).ShouldBe("");
        (await _gateway.CliAsync("token", "list", "--over-privileged", "--json")).Output.ShouldNotContain($"\"id\":{id},");
    }

    [Theory]
    [InlineData("GET", "/reads/1", 200, "orders:read")]
    [InlineData("HEAD", "/reads/1", 200, "orders:read")]
    [InlineData("GET", "/any/1", 200, "orders:read orders:write")]
    [InlineData("GET", "/dead", 502, "orders:read")]
    [InlineData("POST", "/reads/1", 405, "")]
    [InlineData("GET", "/pays/1", 403, "")]
    [InlineData("GET", "/prod/1", 403, "")]
    [InlineData("GET", "/reads/1?api_token=tgw_1_x", 400, "")]
    [InlineData("GET", "/open/1", 200, "")]
    [InlineData("GET", "/role/1", 200, "")]
    [InlineData("GET", "/.tokengateway/me", 200, "")]
    [InlineData("OPTIONS", "/reads/1", 403, "")]
    [InlineData("MOVE", "/files/a", 200, "orders:read orders:write")]
    public async Task Only_what_let_a_request_through_is_needed(string method, string target, int status, string expected)
    {
        var (id, value) = await IssueAsync();
        (await SendAsync(method, target, value)).ShouldBe((HttpStatusCode)status);

        // Anything written for the first token is written before, or together with, that for the second.
        var (witness, other) = await IssueAsync();
        (await SendAsync("GET", "/reads/1", other)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(witness, "orders:read");

        (await ReadAsync(id)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_request_over_a_limit_needs_nothing()
    {
        var (id, value) = await IssueAsync();
        (await SendAsync("GET", "/limited/a", value)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync("PUT", "/limited/a", value)).ShouldBe(HttpStatusCode.TooManyRequests);
        var (witness, other) = await IssueAsync();
        (await SendAsync("GET", "/reads/1", other)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(witness, "orders:read");

        (await ReadAsync(id)).ShouldBe("orders:read");
    }

    [Fact]
    public async Task A_rotated_token_keeps_its_history()
    {
        var (id, value) = await IssueAsync();
        (await SendAsync("GET", "/reads/1", value)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(id, "orders:read");
        await _gateway.AgeAsync(100);

        (await _gateway.CliAsync("token", "rotate", id)).ExitCode.ShouldBe(0);

        (await ReadAsync(id)).ShouldBe("orders:read");
        (await ListedAsync(_admin)).ShouldBe(id);
    }

    [Fact]
    public async Task Nobody_sees_what_others_need()
    {
        var (id, value) = await IssueAsync();
        var bob = await _gateway.IssueAsync("bob", "Engineers", request => request with { Manages = ManagementRights.Own });
        (await SendAsync("GET", "/reads/1", value)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync("GET", "/reads/1", bob.Value)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(id, "orders:read");
        await NeededAsync($"{bob.Token.Id}", "orders:read");
        await _gateway.AgeAsync(100);
        var stranger = _gateway.Api(bob.Value);

        (await stranger.GetAsync($"/tokens/{id}/usage")).Status.ShouldBe(404);
        (await ListedAsync(stranger)).ShouldBe($"{bob.Token.Id}");
        (await stranger.GetAsync("/tokens?overPrivileged=true&owner=alice")).Status.ShouldBe(403);
        (await _gateway.Api().GetAsync("/tokens?overPrivileged=true")).Status.ShouldBe(401);
        (await _admin.GetAsync("/tokens?overPrivileged=perhaps")).Status.ShouldBe(400);
        (await ListedAsync(_admin)).ShouldBe($"{id} {bob.Token.Id}");
        (await ListedAsync(_admin, "&owner=alice")).ShouldBe(id);
    }

    [Fact]
    public async Task Many_at_once_are_those_that_the_list_has_and_no_others()
    {
        var (id, value) = await IssueAsync();
        var (spared, other) = await IssueAsync();
        (await SendAsync("GET", "/reads/1", value)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync("GET", "/any/1", other)).ShouldBe(HttpStatusCode.OK);
        await NeededAsync(id, "orders:read");
        await NeededAsync(spared, "orders:read orders:write");
        await _gateway.AgeAsync(100);

        var answer = await _admin.PostAsync("/tokens/bulk", """{ "action": "deactivate", "filter": { "overPrivileged": true } }""");

        answer.Json!["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(id);
        ((string?)(await _admin.GetAsync($"/tokens/{spared}"))["state"]).ShouldBe("active");
    }

    private async Task NeededAsync(string id, string permissions) =>
        await Eventually.BecomesTrueAsync(async () => await ReadAsync(id) == permissions, $"token {id} needed {permissions}");

    private async Task<string> ReadAsync(string id) => string.Join(
        ' ', (await NeedsAsync(id))["held"]!.AsArray().Where(one => one!["lastNeeded"] is not null).Select(one => (string?)one!["permission"]));

    private async Task<JsonNode> NeedsAsync(string id) => (await _admin.GetAsync($"/tokens/{id}/usage")).Json!["permissions"]!;

    private static async Task<string> ListedAsync(ApiClient client, string more = "") => string.Join(
        ' ', (await client.GetAsync("/tokens?overPrivileged=true" + more)).Json!["items"]!.AsArray().Select(one => one!["id"]!.ToString()));

    private async Task<(string Id, string Value)> IssueAsync()
    {
        var issued = await _gateway.IssueAsync("alice", "Engineers");
        return (issued.Token.Id.ToString(), issued.Value);
    }

    private async Task<HttpStatusCode> SendAsync(string method, string target, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (method == "MOVE")
            request.Headers.TryAddWithoutValidation("Destination", "/writes/b");
        if (method == "OPTIONS")
        {
            request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "GET");
        }

        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    private JsonObject Configuration()
    {
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["ReverseProxy"]!["Clusters"]!["dead"] = JsonNode.Parse("""{ "Destinations": { "a": { "Address": "http://127.0.0.1:1/" } } }""");
        var routes = configuration["ReverseProxy"]!["Routes"]!;
        void Add(string id, string path, string rules, string cluster = "api") => routes[id] = JsonNode.Parse(
            $$"""{ "ClusterId": "{{cluster}}", "Match": { "Path": "{{path}}" }, "TokenGateway": {{rules}} }""");
        Add("reads", "/reads/{**rest}", """{ "Access": [ { "Methods": ["GET"], "AllPermissions": ["orders:read"] } ] }""");
        Add("writes", "/writes/{**rest}", """{ "Access": [ { "AllPermissions": ["orders:write"] } ] }""");
        Add("files", "/files/{**rest}", """{ "Access": [ { "AllPermissions": ["orders:read"] } ] }""");
        Add("any", "/any/{**rest}", """{ "Access": [ { "AnyPermission": ["orders:read", "orders:write", "billing:pay"] } ] }""");
        Add("pays", "/pays/{**rest}", """{ "Access": [ { "AllPermissions": ["orders:read", "billing:pay"] } ] }""");
        Add("prod", "/prod/{**rest}", """{ "Access": [ { "AllPermissions": ["orders:read"] } ], "Realm": "prod" }""");
        Add("role", "/role/{**rest}", """{ "Access": [ { "MinRole": "Users" } ] }""");
        Add("dead", "/dead", """{ "Access": [ { "AllPermissions": ["orders:read"] } ] }""", "dead");
        Add("limited", "/limited/{**rest}", """{ "Access": [ { "Methods": ["GET"], "AllPermissions": ["orders:read"] }, { "AllPermissions": ["orders:write"] } ], "RateLimits": ["one"] }""");
        var gateway = configuration["TokenGateway"]!;
        gateway["RateLimits"] = JsonNode.Parse("""{ "one": { "By": "token", "Algorithm": "FixedWindow", "Permits": 1, "Window": "1h" } }""");
        gateway["Roles"] = JsonNode.Parse("""
            { "Users": { "Rank": 10 }, "Engineers": { "Rank": 20, "Permissions": ["orders:*", "reports:read"] },
              "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"], "Manages": ["tokens", "users", "settings", "audit"] } }
            """);
        return configuration;
    }
}
