using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests;

/// <summary>
/// A gateway with one upstream, shared by the tests of a class, which run sequentially. Based on the shipped sample;
/// <paramref name="routes"/> and <paramref name="gateway"/> add or replace keys.
/// </summary>
public abstract class EdgeFixture(string routes = "{}", string gateway = "{}") : IAsyncLifetime
{
    public TestUpstream Upstream { get; private set; } = null!;

    public TestGateway Gateway { get; private set; } = null!;

    /// <summary>The tokens of one user per role of the sample.</summary>
    public string User { get; private set; } = null!;

    public string Engineer { get; private set; } = null!;

    public string Administrator { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Upstream = await TestUpstream.StartAsync();
        Gateway = await TestGateway.StartAsync(Configuration(Upstream.Address), Configure);
        User = (await Gateway.IssueAsync("uma", "Users")).Value;
        Engineer = (await Gateway.IssueAsync("alice", "Engineers")).Value;
        Administrator = (await Gateway.IssueAsync("adam", "Administrators")).Value;
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    public Task<Exchange> GetAsync(string target, params string[] headers) => SendAsync("GET", target, headers);

    public Task<Exchange> SendAsync(string method, string target, params string[] headers) =>
        SendRawAsync(RawRequest.Of(method, target, headers));

    public async Task<Exchange> SendRawAsync(string request)
    {
        Upstream.Forget();
        var answer = RawAnswer.Parse(await Raw.SendAsync(Gateway.Edge, request));
        return new Exchange(answer, Upstream.Seen);
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    protected virtual JsonObject Configuration(string upstream) => SampleWith(upstream, routes, gateway);

    public static JsonObject SampleWith(string upstream, string routes = "{}", string gateway = "{}")
    {
        var sample = Configs.Sample(upstream);
        var ours = sample["TokenGateway"]!.AsObject();

        // Most tests present many wrong tokens; the failure budget has tests of its own.
        ours["Throttle"] = JsonNode.Parse("""{ "FailedAttempts": 1000000 }""");
        Put(JsonNode.Parse(routes)!.AsObject(), sample["ReverseProxy"]!["Routes"]!.AsObject());
        Put(JsonNode.Parse(gateway)!.AsObject(), ours);
        return sample;
    }

    private static void Put(JsonObject from, JsonObject into)
    {
        foreach (var (key, value) in from)
            into[key] = value?.DeepClone();
    }
}
