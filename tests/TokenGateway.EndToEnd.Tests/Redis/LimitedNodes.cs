using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Timing;
using TokenGateway.EndToEnd.Tests.RateLimiting;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>Gateways with separate stores and one Redis, an upstream, and a token of the same owner on each.</summary>
internal sealed class LimitedNodes : IAsyncDisposable
{
    private readonly List<TestGateway> _gateways = [];
    private readonly List<string> _keys = [];

    public required TestUpstream Upstream { get; init; }

    public IReadOnlyList<TestGateway> Gateways => _gateways;

    /// <param name="nodes">The number of nodes.</param>
    /// <param name="redis">The connection string of Redis.</param>
    /// <param name="limit">Keys of the limit of <c>/limited</c>.</param>
    /// <param name="options">Additional keys of <c>Redis</c>.</param>
    /// <param name="timings">Changes the timings.</param>
    public static async Task<LimitedNodes> StartAsync(int nodes, string redis, string limit, string options = "{}", Func<GatewayTimings, GatewayTimings>? timings = null)
    {
        var started = new LimitedNodes { Upstream = await TestUpstream.StartAsync() };
        for (var i = 0; i < nodes; i++)
            await started.AddAsync(redis, limit, options, timings);
        return started;
    }

    public async Task AddAsync(string redis, string limit, string options = "{}", Func<GatewayTimings, GatewayTimings>? timings = null)
    {
        var shared = JsonNode.Parse(options)!.AsObject();
        shared["ConnectionString"] = redis;
        var configuration = EdgeFixture.SampleWith(
            Upstream.Address,
            """
            { "limited": { "ClusterId": "legacy", "Match": { "Path": "/limited/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["together"] } },
              "both": { "ClusterId": "legacy", "Match": { "Path": "/both/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["alone", "together"] } } }
            """,
            $$"""{ "Redis": {{shared.ToJsonString()}}, "RateLimits": { "together": {{limit}}, "standard": { "By": "owner", "Permits": 1000, "Window": "1s", "Scope": "Local" }, "alone": { "By": "owner", "Permits": 3, "Window": "1h", "Scope": "Local" } } }""");
        var gateway = await TestGateway.StartAsync(configuration, builder => builder.Services.AddSingleton((timings ?? (same => same))(TestGateway.Quick)));
        _gateways.Add(gateway);
        if (await Ports.AcceptsAsync(int.Parse(redis.Split(',')[0].Split(':')[1], CultureInfo.InvariantCulture)))
            await Eventually.BecomesTrueAsync(() => AnswersAsync(gateway), "the node has found Redis");
        _keys.Add("X-API-Key: " + (await gateway.IssueAsync("alice", "Engineers")).Value);
    }

    /// <summary>The value of the token used on a node.</summary>
    public string ValueOf(int node) => _keys[node]["X-API-Key: ".Length..];

    /// <summary>Waits until every node has learned the number of nodes.</summary>
    public Task KnowOfEachOtherAsync() => Eventually.BecomesTrueAsync(
        () => Task.FromResult(_gateways.TrueForAll(one => one.Services.GetRequiredService<ISharedCounts>().Nodes == _gateways.Count)), "nodes know of each other");

    public async Task<RawAnswer> GetAsync(int node, string target = "/limited/1") =>
        RawAnswer.Parse(await Raw.SendAsync(_gateways[node].Edge, RawRequest.Of("GET", target, _keys[node])));

    public async Task<int[]> StatusesAsync(int node, int count, string target = "/limited/1")
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
            statuses[i] = (await GetAsync(node, target)).Status;
        return statuses;
    }

    public async Task<int> RemainingAsync(int node, string target = "/limited/1") => ServiceLimit.Of(await GetAsync(node, target)).Remaining;

    // Until then, a node counts on its own.
    private static async Task<bool> AnswersAsync(TestGateway gateway)
    {
        using var client = new HttpClient { BaseAddress = gateway.Management };
        return (await client.GetStringAsync("/readyz?verbose")).Contains("\"redis\": \"available\"", StringComparison.Ordinal);
    }

    /// <summary>Stops a node and removes it.</summary>
    public async Task StopAsync(int node)
    {
        await _gateways[node].DisposeAsync();
        _gateways.RemoveAt(node);
        _keys.RemoveAt(node);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
