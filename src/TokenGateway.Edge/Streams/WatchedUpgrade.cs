using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Streams;

/// <summary>An HTTP/1.1 upgrade, watched from the moment it is made; as a WebSocket if it is one.</summary>
internal sealed class WatchedUpgrade(IHttpUpgradeFeature inner, EdgeRequest request, OpenStreams streams) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        var stream = await inner.UpgradeAsync();
        return request.Upgrade == UpgradeHeader.WebSocket
            ? streams.WatchSocket(request, stream)
            : streams.WatchOther(request, stream);
    }
}
