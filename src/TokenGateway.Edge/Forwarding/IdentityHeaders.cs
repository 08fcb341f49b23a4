using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Adds the identity headers, rendered in advance, and the upstream's own credential. The only place that does so, and all
/// or nothing: an upstream may take a request without identity for an internal one.
/// </summary>
internal static class IdentityHeaders
{
    public static void Add(HttpContext context, EdgeRequest request, HttpRequestMessage message, ILogger logger)
    {
        var route = request.Route!;
        if (route.UpstreamCredential is { } credential && !(request.IsForwardedPreflight && Protection.BarePreflights.IsEnabled()))
        {
            message.Headers.Remove(credential.Header);
            message.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
        }

        if (request.Snapshot is not { } snapshot || request.IsForwardedPreflight)
            return;
        if (snapshot.IdentityOf(route.Identity) is not { } values)
        {
            logger.IdentityNotSendable(route.Id, snapshot.Token.Id.ToString());
            request.Refused = RefusalCode.CannotForward;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length > 0)
                message.Headers.TryAddWithoutValidation(route.Identity.Headers[i].Name, values[i]);
        }
    }
}
