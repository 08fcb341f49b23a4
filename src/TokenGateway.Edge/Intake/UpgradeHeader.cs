using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Reads <c>Upgrade</c> of HTTP/1.1 (RFC 9110, 7.8). YARP sends every upgrade that it knows as GET and copies the header
/// unchanged, both after the decision: only a single value that a route may allow, on a GET, passes here.
/// </summary>
internal static class UpgradeHeader
{
    public const string WebSocket = "websocket";

    /// <summary>
    /// Records the requested protocol, or removes the header: a server may ignore an upgrade, so the request then becomes
    /// an ordinary one.
    /// </summary>
    /// <returns>False: the method of an upgrade is not GET (RFC 6455, 4.1).</returns>
    public static bool TryRead(HttpContext context, EdgeRequest request)
    {
        if (context.Request.Headers.Upgrade.Count == 0)
            return true;
        request.Upgrade = ProtocolOf(context, request);
        if (request.Upgrade is null)
            Remove(context, request);
        return request.Upgrade is null || HttpMethods.IsGet(context.Request.Method) || !Protection.UpgradesAreGets.IsEnabled();
    }

    /// <summary>Removes the upgrade of a request whose route does not allow its protocol.</summary>
    public static void Remove(HttpContext context, EdgeRequest request)
    {
        if (!Protection.KnownUpgrades.IsEnabled())
            return;
        request.Upgrade = null;
        context.Request.Headers.Remove("Upgrade");
    }

    /// <summary>The protocol that the request may upgrade to; null: none.</summary>
    private static string? ProtocolOf(HttpContext context, EdgeRequest request)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } || !HttpProtocol.IsHttp11(context.Request.Protocol))
            return null;
        if (context.Request.Headers.Upgrade is not [{ } value])
            return null;
        if (value.Equals(WebSocket, StringComparison.OrdinalIgnoreCase))
            return WebSocket;
        return request.Model.Upgrades.Contains(value, StringComparer.OrdinalIgnoreCase) ? value : null;
    }
}
