using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenGateway.EndToEnd.Tests.Redis;
using TokenGateway.Hosting.Health;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The gateway's results in a host's own health endpoint.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Redis_that_is_away_degrades_and_takes_no_traffic()
    {
        await using var redis = RedisProcess.Absent();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Permits": 10, "Window": "1h" }""");

        // The first look at the store may be late on a busy machine.
        await Eventually.BecomesTrueAsync(
            async () => (await ReportAsync(nodes)).SequenceEqual([("tokengateway-redis", HealthStatus.Degraded), ("tokengateway-store", HealthStatus.Healthy)]), "only Redis is away");
        (await ReadyAsync(nodes)).ShouldBe((true, "unavailable"));
        await redis.RestartAsync();

        await Eventually.BecomesTrueAsync(async () => await ReadyAsync(nodes) == (true, "available"), "Redis is found");
        (await ReportAsync(nodes))[0].ShouldBe(("tokengateway-redis", HealthStatus.Healthy));
    }

    private static async Task<(string, HealthStatus)[]> ReportAsync(LimitedNodes nodes) =>
        [(RedisHealthCheck.Name, await StatusAsync<RedisHealthCheck>(nodes)), (StoreHealthCheck.Name, await StatusAsync<StoreHealthCheck>(nodes))];

    private static async Task<HealthStatus> StatusAsync<T>(LimitedNodes nodes)
        where T : IHealthCheck
        => (await ActivatorUtilities.CreateInstance<T>(nodes.Gateways[0].Services).CheckHealthAsync(new HealthCheckContext())).Status;

    private static async Task<(bool, string?)> ReadyAsync(LimitedNodes nodes)
    {
        using var client = new HttpClient { BaseAddress = nodes.Gateways[0].Management };
        using var report = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/readyz?verbose"));
        return (report.RootElement.GetProperty("ready").GetBoolean(), report.RootElement.GetProperty("redis").GetString());
    }
}
