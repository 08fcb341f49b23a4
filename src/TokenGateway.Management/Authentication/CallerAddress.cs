using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Management.Authentication;

/// <summary>The one place that says from which address a management call comes.</summary>
internal static class CallerAddress
{
    /// <summary>Null: a socket without addresses.</summary>
    public static IPAddress? Of(HttpContext context) =>
        context.Features.Get<ForwardedClient>()?.Address ?? PeerOf(context);

    /// <summary>As it is recorded.</summary>
    public static string? TextOf(HttpContext context) => ClientAddress.TextOf(Of(context));

    /// <summary>Who the connection is with: the client, or a proxy in front of it. Null: a socket without addresses.</summary>
    public static IPAddress? PeerOf(HttpContext context) => context.Connection.RemoteIpAddress;
}
