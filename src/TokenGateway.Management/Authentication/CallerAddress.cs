using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Management.Authentication;

/// <summary>Determines the address of a management call.</summary>
internal static class CallerAddress
{
    /// <summary>Null: a socket without addresses.</summary>
    public static IPAddress? Of(HttpContext context) =>
        context.Features.Get<ForwardedClient>()?.Address ?? PeerOf(context);

    /// <summary>In the recorded form.</summary>
    public static string? TextOf(HttpContext context) => ClientAddress.TextOf(Of(context));

    /// <summary>The peer of the connection: the client, or a proxy in front of it. Null: a socket without addresses.</summary>
    public static IPAddress? PeerOf(HttpContext context) => context.Connection.RemoteIpAddress;
}
