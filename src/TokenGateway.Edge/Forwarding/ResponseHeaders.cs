using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Adjusts the response to a request with a token: shared caches must not serve it to others (RFC 6750, 5.3), and an
/// upstream must not set cookies with our names.
/// </summary>
internal static class ResponseHeaders
{
    private static readonly string[] CrossOrigin =
    [
        "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers", "Access-Control-Expose-Headers", "Access-Control-Max-Age",
    ];

    /// <summary>Only the route's policy applies, not the upstream's as well: browsers refuse two values.</summary>
    public static void DropCrossOrigin(HttpResponseMessage response)
    {
        foreach (var name in CrossOrigin)
            response.Headers.Remove(name);
    }

    public static void Complete(HttpResponse response, EdgeRequest request)
    {
        // Kestrel sends no trailers over HTTP/1.1: without this, a client might wait for them, or assume that announced
        // ones were sent.
        if (response.Headers.Trailer.Count > 0 && !response.SupportsTrailers())
            response.Headers.Trailer = default;
        if (response.Headers.SetCookie.Count > 0 && Protection.CookiesNotSet.IsEnabled())
            DropOurCookies(response.Headers);
        if (request.Route?.Cors is not null)
            OriginVariance.Set(response.Headers);
        if (request.SocketProtocols?.FirstOther is { } protocol && IsSocket(response, request) && response.Headers.SecWebSocketProtocol.Count == 0)
            response.Headers.SecWebSocketProtocol = protocol;
        if (!request.Credential.IsPresent)
            return;
        if (request.Credential.Kind is CredentialPlaceKind.Query or CredentialPlaceKind.SocketProtocol)
        {
            if (Protection.AnswersArePrivate.IsEnabled())
                PrivateAnswer.Make(response.Headers);
        }
        else if (Protection.AnswersVary.IsEnabled())
        {
            response.Headers.Vary = StringValues.Concat(response.Headers.Vary, request.Model.Places.Vary);
        }
    }

    // A browser that offered subprotocols closes a WebSocket whose server selected none, as upstreams without subprotocols
    // do.
    private static bool IsSocket(HttpResponse response, EdgeRequest request) =>
        request.Upgrade == UpgradeHeader.WebSocket
        && response.StatusCode == (request.IsSocketByConnect ? StatusCodes.Status200OK : StatusCodes.Status101SwitchingProtocols);

    private static void DropOurCookies(IHeaderDictionary headers)
    {
        var kept = headers.SetCookie.Where(one => one is null || !CookieCutter.SetsOurs(one)).ToArray();
        if (kept.Length != headers.SetCookie.Count)
            headers.SetCookie = kept;
    }
}
