using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Usage;

/// <summary>The outcomes of requests, over real sockets: counted once each, reported by the API and the command line.</summary>
public sealed class OutcomeTests : IAsyncLifetime
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
        _admin = _gateway.Api((await _gateway.IssueAsync("adam", "Administrators", request => request with { Manages = ManagementRights.Tokens | ManagementRights.Own })).Value);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/orders/secret-in-the-path?q=secret", "allowed", 200, null, null)]
    [InlineData("GET", "/.tokengateway/me", "allowed", 200, null, null)]
    [InlineData("GET", "/admin/secret-in-the-path?q=secret", "denied", 403, "insufficient_role", "admin")]
    [InlineData("DELETE", "/reads/secret-in-the-path", "denied", 405, "method_not_allowed", "reads")]
    [InlineData("GET", "/prod/secret-in-the-path", "denied", 403, "wrong_realm", "prod")]
    [InlineData("SECRETWORD", "/admin", "denied", 403, "insufficient_role", "admin")]
    [InlineData("GET", "/dead", "failed", 502, null, null)]
    public async Task Each_request_counts_once_by_how_it_ended(string method, string target, string outcome, int status, string? code, string? route)
    {
        var (id, value) = await IssueAsync();
        (await SendAsync(method, target, value)).ShouldBe((HttpStatusCode)status);

        var usage = await CountedAsync(id, 1);

        OutcomesOf(usage)[outcome]!.GetValue<long>().ShouldBe(1, usage.ToJsonString());
        OutcomesOf(usage).Sum(one => one.Value!.GetValue<long>()).ShouldBe(1);
        usage["lastUsedAt"].ShouldNotBeNull();
        var refusal = usage["lastRefusal"];
        ((string?)refusal?["code"], (string?)refusal?["route"]).ShouldBe((code, route));
        (refusal is null || (string?)refusal["method"] == (method == "SECRETWORD" ? null : method)).ShouldBeTrue();
        usage.ToJsonString().ToUpperInvariant().ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task A_failure_of_the_upstream_is_one_of_the_request()
    {
        var (id, value) = await IssueAsync();
        _upstream.Handler = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        (await SendAsync("GET", "/orders", value)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        OutcomesOf(await CountedAsync(id, 1))["failed"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Requests_over_a_limit_are_rate_limited()
    {
        var (id, value) = await IssueAsync();
        (await SendAsync("GET", "/limited", value)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync("GET", "/limited", value)).ShouldBe(HttpStatusCode.TooManyRequests);

        var usage = await CountedAsync(id, 2);

        (OutcomesOf(usage)["allowed"]!.GetValue<long>(), OutcomesOf(usage)["rateLimited"]!.GetValue<long>()).ShouldBe((1, 1));
        ((string?)usage["lastRefusal"]!["code"]).ShouldBe("rate_limited");
    }

    [Theory]
    [InlineData("deactivate", "token_inactive")]
    [InlineData("delete", "invalid_token")]
    public async Task A_token_that_is_not_accepted_any_more_is_counted_and_not_used(string how, string code)
    {
        var (id, value) = await IssueAsync();
        if (how == "delete")
            (await _admin.DeleteAsync($"/tokens/{id}")).Status.ShouldBe(204);
        else
            (await _admin.PostAsync($"/tokens/{id}/{how}")).Status.ShouldBe(200);
        (await SendAsync("GET", "/orders", value)).ShouldBe(HttpStatusCode.Unauthorized);

        var usage = await CountedAsync(id, 1);

        OutcomesOf(usage)["unauthorized"]!.GetValue<long>().ShouldBe(1);
        usage["lastUsedAt"].ShouldBeNull();
        ((string?)usage["lastRefusal"]!["code"], (string?)usage["lastRefusal"]!["route"]).ShouldBe((code, "all"));
    }

    [Fact]
    public async Task Never_used_and_zero_and_not_recorded_are_three_things()
    {
        var (id, _) = await IssueAsync();

        var unused = (await _admin.GetAsync($"/tokens/{id}/usage?days=400")).Json!;
        var declared = (await _admin.GetAsync("/tokens/static:ci/usage")).Json!;

        unused["lastUsedAt"].ShouldBeNull();
        unused["days"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldContain("""
            "requests":0,"outcomes":{"allowed":0,"denied":0,"rateLimited":0,"unauthorized":0,"failed":0}
            """.Trim());
        declared.ToJsonString().ShouldBe("""{"lastUsedAt":null,"lastRefusal":null,"days":null,"permissions":null}""");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("401")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task Days_that_are_not_kept_cannot_be_asked_for(string days)
    {
        var (id, _) = await IssueAsync();

        var answer = await _admin.GetAsync($"/tokens/{id}/usage?days={days}");

        (answer.Status, (string?)answer["code"]).ShouldBe((400, "invalid_value"));
    }

    [Fact]
    public async Task Usage_of_others_is_not_shown()
    {
        var (id, _) = await IssueAsync();
        var stranger = _gateway.Api((await _gateway.IssueAsync("bob", "Engineers", request => request with { Manages = ManagementRights.Own })).Value);

        (await stranger.GetAsync($"/tokens/{id}/usage")).Status.ShouldBe(404);
        (await _gateway.Api().GetAsync($"/tokens/{id}/usage")).Status.ShouldBe(401);
        (await _admin.GetAsync("/tokens/999999/usage")).Status.ShouldBe(404);
        (await _admin.GetAsync("/tokens/nothing/usage")).Status.ShouldBe(404);
    }

    private static JsonObject OutcomesOf(JsonNode usage) => usage["days"]!.AsArray()[^1]!["outcomes"]!.AsObject();

    private async Task<JsonNode> CountedAsync(string id, int requests)
    {
        await Eventually.BecomesTrueAsync(async () => RequestsOf(await ReadAsync(id)) == requests, "the requests are written");

        // Reads again: the token and its counts are two reads, and a write may have occurred between them.
        return await ReadAsync(id);
    }

    private static long RequestsOf(JsonNode usage) => usage["days"]!.AsArray().Sum(day => day!["requests"]!.GetValue<long>());

    private async Task<JsonNode> ReadAsync(string id) => (await _admin.GetAsync($"/tokens/{id}/usage")).Json!;

    private async Task<(string Id, string Value)> IssueAsync()
    {
        var issued = await _gateway.IssueAsync("alice", "Engineers");
        return (issued.Token.Id.ToString(), issued.Value);
    }

    private async Task<HttpStatusCode> SendAsync(string method, string target, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    private JsonObject Configuration()
    {
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["ReverseProxy"]!["Clusters"]!["dead"] = JsonNode.Parse("""{ "Destinations": { "a": { "Address": "http://127.0.0.1:1/" } } }""");
        var routes = configuration["ReverseProxy"]!["Routes"]!;
        routes["admin"] = JsonNode.Parse("""{ "ClusterId": "api", "Match": { "Path": "/admin/{**rest}" }, "TokenGateway": { "Access": [ { "AnyRole": ["Administrators"] } ] } }""");
        routes["reads"] = JsonNode.Parse("""{ "ClusterId": "api", "Match": { "Path": "/reads/{**rest}" }, "TokenGateway": { "Access": [ { "Methods": ["GET"], "AnyToken": true } ] } }""");
        routes["prod"] = JsonNode.Parse("""{ "ClusterId": "api", "Match": { "Path": "/prod/{**rest}" }, "TokenGateway": { "Policy": "Default", "Realm": "prod" } }""");
        routes["dead"] = JsonNode.Parse("""{ "ClusterId": "dead", "Match": { "Path": "/dead" }, "TokenGateway": { "Policy": "Default" } }""");
        routes["limited"] = JsonNode.Parse("""{ "ClusterId": "api", "Match": { "Path": "/limited" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["one"] } }""");
        var gateway = configuration["TokenGateway"]!;
        gateway["RateLimits"] = JsonNode.Parse("""{ "one": { "By": "token", "Algorithm": "FixedWindow", "Permits": 1, "Window": "1h" } }""");
        gateway["Users"] = JsonNode.Parse("""{ "dave": { "Roles": ["Engineers"] } }""");
        gateway["StaticTokens"] = JsonNode.Parse($$"""[ { "Name": "ci", "User": "dave", "Sha256": "{{new string('a', 64)}}" } ]""");
        return configuration;
    }
}
