using System.Text.Json.Nodes;
using TokenGateway.EndToEnd.Tests.Reload;

namespace TokenGateway.EndToEnd.Tests.RateLimiting;

public sealed class LimitReloadTests
{
    private const string Two = """
        { "RateLimits": { "standard": { "By": "owner", "Permits": 3, "Window": "1h" }, "other": { "By": "owner", "Permits": 2, "Window": "1h" } } }
        """;

    [Fact]
    public async Task A_limit_that_did_not_change_goes_on_counting_and_a_changed_one_has_its_new_values_at_once()
    {
        await using var running = await RunningGateway.StartAsync(ours: Two);
        running.RouteBlocks["reports"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default", "RateLimits": ["other"] }""");
        await running.WriteAsync();
        var key = "X-API-Key: " + (await running.Gateway.IssueAsync("alice", "Engineers")).Value;
        await running.StatusBecomesAsync(429, "GET", "/reports/1", key);
        for (var i = 0; i < 3; i++)
            (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(200);
        (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(429);

        running.Ours["RateLimits"]!["other"]!["Permits"] = 50;
        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(401, "GET", "/status");

        (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(429);
        var raised = (await running.SendAsync("GET", "/reports/1", key)).Answer;
        (raised.Status, raised.Header("RateLimit-Policy"), ServiceLimit.Of(raised).Remaining).ShouldBe((200, "\"other\";q=50;w=3600", 49));

        running.Ours["RateLimits"]!["other"]!["Permits"] = 1;
        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Anonymous": true }""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(200, "GET", "/status");

        (await running.SendAsync("GET", "/reports/1", key)).Status.ShouldBe(200);
        (await running.SendAsync("GET", "/reports/1", key)).Status.ShouldBe(429);
        (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_refused_configuration_leaves_limits_and_counts_alone()
    {
        await using var running = await RunningGateway.StartAsync(ours: Two);
        var key = "X-API-Key: " + (await running.Gateway.IssueAsync("alice", "Engineers")).Value;
        for (var i = 0; i < 3; i++)
            (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(200);

        running.Ours["RateLimits"]!["standard"]!["By"] = "nobody";
        await running.WriteAsync();
        await running.RefusedAsync("TokenGateway:RateLimits:standard:By");

        (await running.SendAsync("GET", "/orders/1", key)).Status.ShouldBe(429);
    }
}
