using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// What a trusted proxy says of the client: its address, whether it uses TLS, the host name it asked for. From then on the
/// request has them as if the client had connected itself: limits, a token's addresses, logs and what goes upstream know
/// nothing else. From anybody else the fields mean nothing; intake drops them.
/// </summary>
internal static class ForwardedFields
{
    public const string For = "X-Forwarded-For";
    public const string Proto = "X-Forwarded-Proto";
    public const string Host = "X-Forwarded-Host";

    /// <summary>Before anything asks for address, scheme or host. Only where proxies are configured.</summary>
    /// <param name="hostChoosesNothing">
    /// Nothing but the proxy's routes, and none of those by host, is behind. Else a name that may have come through the proxy
    /// unseen would choose the route.
    /// </param>
    public static void Believe(HttpContext context, EdgeRequest request, bool hostChoosesNothing)
    {
        var (proxies, peer) = (request.Model.TrustedProxies, ProxiedPeer.SpeakerOf(context));
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

    /// <summary>The field's one entry; null: there is none. Of several nobody can say which is the client's.</summary>
    public static string? OnlyOne(HttpRequest request, string name) =>
        request.Headers[name] is [{ } line] && !line.Contains(',') ? line.Trim() : null;

    private static string? SchemeIn(HttpRequest request) => OnlyOne(request, Proto) switch
    {
        { } text when text.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttps,
        { } text when text.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttp,
        _ => null,
    };
}
