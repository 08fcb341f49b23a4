using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>A gateway in front of one upstream, with limits that override the product's defaults.</summary>
internal sealed class LimitedEdge : IAsyncDisposable
{
    private LimitedEdge(TestUpstream upstream, TestGateway gateway) => (Upstream, Gateway) = (upstream, gateway);

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    /// <param name="limits"><c>Kestrel:Limits</c> as JSON; null for the product's defaults.</param>
    public static async Task<LimitedEdge> StartAsync(string? limits = null, string protocols = "Http1", string cluster = "{}")
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address, protocols, cluster);
        if (limits is not null)
            configuration["Kestrel"]!["Limits"] = JsonNode.Parse(limits);
        return new LimitedEdge(upstream, await TestGateway.StartAsync(configuration));
    }

    /// <summary>Sends to the anonymous route and reads until the gateway closes the connection.</summary>
    public async Task<RawAnswer> SendAsync(string request) => RawAnswer.Parse(await Raw.SendAsync(Gateway.Edge, request, TimeSpan.FromSeconds(20)));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
