using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// The context of one request and the edge's state for it, reused for the connection's next request as Kestrel does with
/// its own.
/// </summary>
internal sealed class EdgeExchange(EdgeConnection connection)
{
    public DefaultHttpContext Context { get; } = new();

    public EdgeRequest Request { get; } = new(connection);
}
