using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Applies a trusted proxy's information about the client: its address, whether it uses TLS, the host name that it asked
/// for. The request then has them as if the client had connected directly, for limits, a token's addresses, logs and
/// forwarding. From other peers intake drops the fields.
/// </summary>
internal static class ForwardedFields
{
    public const string For = "X-Forwarded-For";
    public const string Proto = "X-Forwarded-Proto";
    public const string Host = "X-Forwarded-Host";

    /// <summary>Must run before any use of address, scheme or host. Only called if proxies are configured.</summary>
    /// <param name="hostChoosesNothing">
    /// Whether only proxy routes follow, none of them bound to hosts. Otherwise a name that the proxy may not have checked
    /// could choose the route.
    /// </param>
    public static void Believe(HttpContext context, EdgeRequest request, bool hostChoosesNothing)
    {
        var (proxies, peer) = (request.Model.TrustedProxies, ProxiedPeer.FieldSenderOf(context));
        if (peer is null || (!proxies.Contains(peer) && Protection.TrustedPeers.IsEnabled()))
            return;
        if (proxies.ChainOf(peer, context.Request.Headers[For]) is { } chain)
        {
            request.Chain = chain;
            (context.Connection.RemoteIpAddress, context.Connection.RemotePort) = (chain.Client, 0);
        }

        if (SchemeIn(context.Request) is { } scheme)
            context.Request.Scheme = scheme;
        if (hostChoosesNothing && OnlyOne(context.Request, Host) is { Length: > 0 } host)
            context.Request.Headers.Host = host;
    }

    /// <summary>The field's only entry; null: none, or several, of which any might be the client's.</summary>
    public static string? OnlyOne(HttpRequest request, string name) =>
        request.Headers[name] is [{ } line] && !line.Contains(',') ? line.Trim() : null;

    private static string? SchemeIn(HttpRequest request) => OnlyOne(request, Proto) switch
    {
        { } text when text.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttps,
        { } text when text.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttp,
        _ => null,
    };
}
