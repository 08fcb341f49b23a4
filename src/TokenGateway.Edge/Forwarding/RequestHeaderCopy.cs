using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Copies request headers to the outgoing message, without hop-by-hop headers (RFC 9110, 7.6.1), the gateway's own, and
/// those that contain the secret.
/// </summary>
internal static class RequestHeaderCopy
{
    private const int LongName = 24;

    /// <summary>From this length on, the part of a value before its colon is not an ordinary header name.</summary>
    private const int ShortestHalf = 16;

    /// <summary>Hop-by-hop, or set by the HTTP client itself.</summary>
    private static readonly FrozenSet<string> Hop = new[]
    {
        "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Proxy-Connection", "Proxy-Authenticate",
        "Proxy-Authentication-Info", "Proxy-Authorization", "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN",
        "Close", "HTTP2-Settings", "Upgrade-Insecure-Requests", "TE", "Alt-Svc", "Host", "Trailer", "Expect",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Copy(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        var source = context.Request.Headers;
        foreach (var header in source)
        {
            if (!Hop.Contains(header.Key) && header.Key[0] != ':' && MayPass(header.Key, header.Value, request))
                Add(message, header.Key, header.Value);
        }

        // With both, the length is not the body's (RFC 9112, 6.3); the HTTP client sets its own framing.
        if (source.TransferEncoding.Count > 0 && source.ContentLength is not null)
            message.Content?.Headers.Remove(HeaderNames.ContentLength);
        SetExpect(context, message);
        if (AsksForTrailers(context.Request))
            message.Headers.TryAddWithoutValidation("TE", "trailers");
    }

    /// <summary>Removes everything that must not be forwarded from a message that other code filled.</summary>
    public static void Purge(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        message.Headers.Remove(HeaderNames.Expect);
        SetExpect(context, message);
        Purge(request, message.Headers);
        if (message.Content is { } content)
            Purge(request, content.Headers);
    }

    // The client then need not send a body that the upstream refuses.
    private static void SetExpect(HttpContext context, HttpRequestMessage message)
    {
        if (message.Content is not null && Expectation.IsContinue(context.Request))
            message.Headers.ExpectContinue = true;
    }

    private static void Purge(EdgeRequest request, System.Net.Http.Headers.HttpHeaders headers)
    {
        List<string>? dropped = null;
        foreach (var header in headers.NonValidated)
        {
            if (request.Route!.Model.Protected.Contains(header.Key) || !MayPass(header.Key, new StringValues([.. header.Value]), request))
                (dropped ??= []).Add(header.Key);
        }

        foreach (var name in dropped ?? [])
            headers.Remove(name);
    }

    private static bool MayPass(string name, in StringValues values, EdgeRequest request)
    {
        var route = request.Route!;
        if (request.StripsAuthorization && Protection.AuthorizationStripped.IsEnabled() && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            return false;
        if (request.StripsHeaders && Protection.HeadersStripped.IsEnabled() && route.Model.Places.Headers.Contains(name))
            return false;

        if (request.HasSecondTarget && DenyList.IsSecondTarget(name))
            return !HoldsSecret(values, request);

        // Intake kept it because some route forwards it; this one may not, and a preflight is not decided at all.
        if (request.Model.Forwardable is { } forwardable && forwardable.Contains(name)
            && (route.ForwardedHeaders?.Contains(name) != true || (request.IsForwardedPreflight && Protection.BarePreflights.IsEnabled())))
        {
            return false;
        }

        if (request.IsForwardedPreflight && IsCredential(name) && !request.StripsAuthorization && Protection.BarePreflights.IsEnabled())
            return false;

        // A reload between intake and here: the endpoint's generation may protect more names.
        if (request.CrossedReload && (route.Model.Protected.Contains(name) || route.Model.Owned?.Refuses(name) == true))
            return false;
        return !HoldsSecret(values, request) && !((IsSecret(name, request) || IsSecretLine(name, values, request)) && Protection.NoSecretNames.IsEnabled());
    }

    private static bool IsCredential(string name) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    // A value with a colon, pasted in place of a whole header line. Over HTTP/2 the name is in lower case.
    private static bool IsSecretLine(string name, in StringValues values, EdgeRequest request)
    {
        if (name.Length < ShortestHalf)
            return false;
        var token = request.Credential.PresentedToken;
        var colon = token.IndexOf(':');
        foreach (var value in values)
        {
            if (request.Model.Dialect.Shape.IsAcross(name, value)
                || (colon >= ShortestHalf && name.AsSpan().EndsWith(token[..colon], StringComparison.OrdinalIgnoreCase) && value.AsSpan().StartsWith(token[(colon + 1)..], StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // A value of ours is also a legal header name; ordinary names are too short to be one.
    private static bool IsSecret(string name, EdgeRequest request)
    {
        if (name.Length < LongName)
            return false;
        var token = request.Credential.PresentedToken;
        return request.Model.Dialect.Shape.IsIn(name)
            || (!token.IsEmpty && name.AsSpan().Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HoldsSecret(in StringValues values, EdgeRequest request)
    {
        var shape = Protection.NoOwnValues.IsEnabled() ? request.Model.Dialect.Shape : null;
        var length = !request.Credential.IsPresent || !Protection.NoCopies.IsEnabled() ? int.MaxValue : request.Credential.Length;
        foreach (var value in values)
        {
            if (value is null)
                continue;

            // No encoding of the secret is shorter than the secret.
            var copies = value.Length >= length ? request.SecretEncodings : null;
            if (shape is null ? copies?.IsIn(value) == true : TokenScanner.ContainsToken(value, shape, copies, request.Clean))
                return true;
        }

        return false;
    }

    private static void Add(HttpRequestMessage message, string name, in StringValues values)
    {
        if (values.Count == 1 ? message.Headers.TryAddWithoutValidation(name, values.ToString()) : message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values.ToArray()))
            return;

        // A content header on a request without a body (Content-Type on a GET) needs content, which only YARP may set.
        if (message.Content is null)
            ContentHeader.Add(message, name, values);
        else
            message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values.ToArray());
    }

    // HTTP/2 allows no other value of TE (RFC 9113, 8.2.2); gRPC needs it.
    private static bool AsksForTrailers(HttpRequest request)
    {
        if (request.Headers.TE.Count == 0 || !HttpProtocol.IsHttp2(request.Protocol))
            return false;
        foreach (var part in request.Headers.GetCommaSeparatedValues("TE"))
        {
            if (part.Equals("trailers", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
