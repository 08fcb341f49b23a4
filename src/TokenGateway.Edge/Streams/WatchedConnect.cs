using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Streams;

/// <summary>A WebSocket over HTTP/2 (RFC 8441), watched from the moment it is accepted. Intake accepts no other protocol.</summary>
internal sealed class WatchedConnect(IHttpExtendedConnectFeature inner, EdgeRequest request, OpenStreams streams)
    : IHttpExtendedConnectFeature
{
    public bool IsExtendedConnect => inner.IsExtendedConnect;

    public string? Protocol => inner.Protocol;

    public async ValueTask<Stream> AcceptAsync() => streams.WatchSocket(request, await inner.AcceptAsync());
}
