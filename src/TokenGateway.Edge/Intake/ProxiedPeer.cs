using System.Net;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// The mark of a connection that began with the PROXY header of a trusted proxy. What comes after the header, the proxy only
/// passes on: its fields are the client's word, not the proxy's.
/// </summary>
/// <param name="Source">Who connected to the proxy; null: the header names nobody.</param>
internal sealed record ProxiedPeer(IPAddress? Source)
{
    /// <summary>
    /// Who speaks in the fields of a request, and may be a trusted proxy; null: nobody who could be. In the gateway the
    /// answer is the connection's; in a library host it is asked before the host's own code can change the address.
    /// </summary>
    public static IPAddress? SpeakerOf(HttpContext context) =>
        context.Features.Get<ProxiedPeer>() is { } proxied ? proxied.Source : context.Connection.RemoteIpAddress;
}
