using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>Sessions are valid on the management endpoint only.</summary>
public sealed class SessionOnEdgeTests
{
    [Fact]
    public async Task Real_session_authenticates_nothing_on_the_edge_and_does_not_reach_the_upstream()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice", "Administrators");
        using var browser = await all.SignedInAsync("alice");
        var cookies = "Cookie: a=1; " + string.Join("; ", browser.Cookies.Select(one => $"{one.Key}={one.Value}"));

        foreach (var target in new[] { "/orders", "/api/v1/session", "/.tokengateway/me" })
        {
            var refused = RawAnswer.Parse(await Raw.SendAsync(all.Gateway.Edge, RawRequest.Of("GET", target, cookies)));
            refused.Status.ShouldBe(401);
            refused.Problem("code").ShouldBe("missing_token");
        }

        RawAnswer.Parse(await Raw.SendAsync(all.Gateway.Edge, RawRequest.Of("GET", "/open/x", cookies))).Status.ShouldBe(200);

        all.Upstream.Seen.ShouldHaveSingleItem().Header("Cookie").ShouldBe("a=1");
        Secrets.FoundIn(all.Upstream.Last, browser.Session).ShouldBeEmpty();
        all.Upstream.Last.Headers.Keys.ShouldNotContain(name => name.StartsWith("X-Auth", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Probe_endpoint_has_no_sessions()
    {
        await using var all = await SignInGateway.StartAsync(change: configuration =>
            configuration["Kestrel"]!["Endpoints"]!["Probe"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "Url": "http://127.0.0.1:0" }"""));
        await all.AddAsync("alice");
        using var browser = new Browser(all.Gateway.Addresses[2]);

        var answer = await Raw.SendAsync(all.Gateway.Addresses[2], RawRequest.Of("GET", "/api/v1/session"));

        Raw.StatusOf(answer).ShouldBe(404);
        (await Raw.SendAsync(all.Gateway.Addresses[2], RawRequest.Of("GET", "/healthz"))).ShouldContain("ok");
    }
}
