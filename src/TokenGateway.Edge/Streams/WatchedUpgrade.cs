using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Streams;

/// <summary>An upgrade of HTTP/1.1: watched from the moment it is made, as a WebSocket where it is one.</summary>
internal sealed class WatchedUpgrade(IHttpUpgradeFeature inner, HttpContext context, EdgeRequest request, OpenStreams streams) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        var stream = await inner.UpgradeAsync();
        return context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
            ? streams.WatchSocket(request, stream)
            : streams.WatchOther(request, stream);
    }
}
