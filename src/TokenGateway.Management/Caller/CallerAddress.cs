using System.Net;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Caller;

/// <summary>The one place that says from which address a management call comes.</summary>
internal static class CallerAddress
{
    /// <summary>Null: a socket without addresses.</summary>
    public static IPAddress? Of(HttpContext context) => context.Connection.RemoteIpAddress;
}
