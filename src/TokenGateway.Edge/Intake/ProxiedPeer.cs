using System.Net;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Marks a connection that began with the PROXY header of a trusted proxy. The proxy only relays the bytes after the
/// header: the forwarded fields are the client's, not the proxy's.
/// </summary>
/// <param name="Source">The peer of the proxy; null: the header names none.</param>
internal sealed record ProxiedPeer(IPAddress? Source)
{
    /// <summary>
    /// The possible author of a request's forwarded fields, who may be a trusted proxy; null: none. In the gateway it
    /// depends on the connection; in a library host it is read before the host's code can change the address.
    /// </summary>
    public static IPAddress? FieldSenderOf(HttpContext context) =>
        context.Features.Get<ProxiedPeer>() is { } proxied ? proxied.Source : context.Connection.RemoteIpAddress;
}
