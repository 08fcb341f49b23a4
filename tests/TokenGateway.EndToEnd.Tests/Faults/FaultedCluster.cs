using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Timing;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Faults;

/// <summary>Two gateways on one PostgreSQL and one Redis; each node reaches each server through its own relay.</summary>
internal sealed class FaultedCluster : IAsyncDisposable
{
    private const string Database = "postgres";

    private readonly List<TestGateway> _nodes = [];
    private readonly List<FaultRelay> _toStore = [];
    private readonly List<FaultRelay> _toRedis = [];

    public required TestUpstream Upstream { get; init; }

    public required PostgreSqlServer Server { get; init; }

    /// <summary>The standby; null if there is none.</summary>
    public PostgreSqlServer? Standby { get; private init; }

    public required RedisProcess Redis { get; init; }

    public IReadOnlyList<TestGateway> Nodes => _nodes;

    /// <summary>The relays to PostgreSQL.</summary>
    public IReadOnlyList<FaultRelay> ToStore => _toStore;

    public IReadOnlyList<FaultRelay> ToRedis => _toRedis;

    /// <param name="server">A server started by the caller and disposed by this; null for a new one.</param>
    /// <param name="redis">The same for Redis.</param>
    /// <param name="hasStandby">Whether there is a standby, which every node is configured with.</param>
    public static async Task<FaultedCluster> StartAsync(PostgreSqlServer? server = null, RedisProcess? redis = null, bool hasStandby = false)
    {
        server ??= await PostgreSqlServer.StartNewAsync();
        var cluster = new FaultedCluster
        {
            Upstream = await TestUpstream.StartAsync(),
            Server = server,
            Standby = hasStandby ? await server.StartStandbyAsync() : null,
            Redis = redis ?? await RedisProcess.StartAsync(),
        };
        for (var i = 0; i < 2; i++)
            await cluster.AddAsync();
        return cluster;
    }

    /// <summary>The duration of a fault, in addition to what its test waits for.</summary>
    public static Task HoldAsync() => LongRun.IsOn ? Pause.For(TimeSpan.FromSeconds(30)) : Task.CompletedTask;

    /// <summary>Starts traffic on all nodes.</summary>
    public Task<FaultTraffic> TrafficAsync(int unused = 40) => FaultTraffic.StartAsync(this, LongRun.Count(unused, 3 * unused));

    /// <summary>Checks that every acknowledged change is present and the store is intact.</summary>
    public async Task ShouldBeWholeAsync()
    {
        foreach (var command in new[] { new[] { "store", "check" }, ["audit", "verify"] })
        {
            var result = await _nodes[0].CliAsync(command);
            result.ExitCode.ShouldBe(0, result.Output + result.Error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        foreach (var relay in _toStore.Concat(_toRedis))
            await relay.DisposeAsync();
        await Upstream.DisposeAsync();
        await Redis.DisposeAsync();
        if (Standby is not null)
            await Standby.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task AddAsync()
    {
        var (toStore, toRedis) = (FaultRelay.To(Server.Port), FaultRelay.To(Redis.Port));
        _toStore.Add(toStore);
        _toRedis.Add(toRedis);
        var hosts = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{toStore.Port}");
        if (Standby is not null)
        {
            _toStore.Add(FaultRelay.To(Standby.Port));
            hosts += string.Create(CultureInfo.InvariantCulture, $",127.0.0.1:{_toStore[^1].Port}");
        }

        var configuration = EdgeFixture.SampleWith(
            Upstream.Address,
            """{ "limited": { "ClusterId": "legacy", "Match": { "Path": "/limited/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["together"] } } }""",
            $$"""
            { "RateLimits": { "together": { "By": "token", "Permits": 1000000, "Window": "1h" }, "standard": { "By": "owner", "Permits": 1000000, "Window": "1s", "Scope": "Local" } },
              "Tokens": { "MaxPerUser": 1000000 }, "ManagementLimits": { "Calls": null, "Writes": null },
              "Audit": { "Key": "{{new string('a', 64)}}" },
              "Redis": { "ConnectionString": "127.0.0.1:{{toRedis.Port.ToString(CultureInfo.InvariantCulture)}}" } }
            """);
        configuration["TokenGateway"]!["Store"] = new JsonObject
        {
            ["Provider"] = "PostgreSql",
            ["ConnectionString"] = $"Host={hosts};Username=postgres;Database={Database}",
        };
        _nodes.Add(await TestGateway.StartAsync(
            configuration, builder => builder.Services.AddSingleton(TestGateway.Quick with { RedisAnswer = new GatewayTimings().RedisAnswer })));
    }
}
