using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>A gateway before one upstream, with limits of the test's own over the product's.</summary>
internal sealed class LimitedEdge : IAsyncDisposable
{
    private LimitedEdge(TestUpstream upstream, TestGateway gateway) => (Upstream, Gateway) = (upstream, gateway);

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    /// <param name="limits"><c>Kestrel:Limits</c> as JSON; null: the product's defaults.</param>
    public static async Task<LimitedEdge> StartAsync(string? limits = null, string protocols = "Http1", string cluster = "{}")
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address, protocols, cluster);
        if (limits is not null)
            configuration["Kestrel"]!["Limits"] = JsonNode.Parse(limits);
        return new LimitedEdge(upstream, await TestGateway.StartAsync(configuration));
    }

    /// <summary>Sends to the anonymous route and reads until the gateway closes.</summary>
    public async Task<RawAnswer> SendAsync(string request) => RawAnswer.Parse(await Raw.SendAsync(Gateway.Edge, request, TimeSpan.FromSeconds(20)));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
