using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Names of headers that servers interpret themselves, in any spelling. They would read an identity value there as a
/// length, host or password, or the HTTP client would refuse to send it.
/// </summary>
internal static class ReservedHeaders
{
    private static readonly HeaderNameSet Connection = HeaderNameSet.Create(
        [
            "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "HTTP2-Settings", "Content-Length", "X-Content-Length",
            "ALPN", "Proxy", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization",
        ],
        ["Sec-WebSocket-"]);

    private static readonly HeaderNameSet Credentials = HeaderNameSet.Create(["Authorization", "Cookie", "Set-Cookie"], []);

    private static readonly HeaderNameSet Addresses = HeaderNameSet.Create(
        ["Host", "Forwarded", "X-Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port"], []);

    private static readonly HeaderNameSet Targets = HeaderNameSet.Create(
        ["X-Rewrite-URL", "X-Original-URL", "X-HTTP-Path-Override", "X-HTTP-Host-Override", "X-Override-URL", "X-Accel-Redirect", "X-Sendfile"], []);

    /// <summary>Why no identity header can have this name, to follow its key; null: it can.</summary>
    public static string? FaultOfIdentity(string name, HeaderNameSet places)
    {
        if (Credentials.Contains(name))
            return $"{name} carries a credential of its own; choose another header{(IsAuthorization(name) ? ", or sign in at the upstream by the cluster's \"UpstreamCredential\"" : "")}";
        if (places.Contains(name))
            return $"{name} is searched for credentials; choose another header, or another place for credentials";
        return FaultOfCredential(name);
    }

    /// <summary>The same for the header of an upstream credential.</summary>
    public static string? FaultOfCredential(string name) => name switch
    {
        _ when HeaderNameSet.Fold(name).Length == 0 => $"{name} has no letter and no digit; choose another header",
        _ when Connection.Contains(name) => $"{name} belongs to the connection or determines where a message ends; choose another header",
        _ when Addresses.Contains(name) => $"{name} says to which host or from which client a request comes; choose another header",
        _ when ChangesTarget(name) => $"{name} overrides the method or the target that was authorized; choose another header",
        _ => IsOfRequests(HeaderNameSet.Fold(name)) ? null : $"{name} describes a body, and is sent with one only; choose another header",
    };

    /// <summary>Why a transform cannot set, append to or remove this header; null: it can.</summary>
    public static string? FaultOfTransform(string transform, string name, bool appends)
    {
        if (Connection.Contains(name))
            return $"{name} belongs to the connection or determines where a message ends, and only the gateway sets it";
        if (ConfigPath.Same(transform, "RequestHeaderRemove"))
            return null;
        if (ChangesTarget(name))
            return $"{name} would override the method or the target after authorization";
        if (IsAuthorization(name))
            return "Authorization is removed from every request with a token in it; use the cluster's \"UpstreamCredential\"";
        return HeaderNameSet.Fold(name) != "host" || (ConfigPath.Same(name, "Host") && ConfigPath.Same(transform, "RequestHeader") && !appends)
            ? null
            : "a host is set as a whole; use \"RequestHeader\": \"Host\" with \"Set\", or RequestHeaderOriginalHost";
    }

    private static bool ChangesTarget(string name) =>
        Targets.Contains(name) || DenyList.MethodOverrides.Contains(name) || DenyList.IsSecondTarget(name);

    private static bool IsAuthorization(string name) => HeaderNameSet.Fold(name) == "authorization";

    // The HTTP client does not accept Content-Type, Expires, Allow and similar names as request headers.
    private static bool IsOfRequests(string name)
    {
        using var message = new HttpRequestMessage();
        return message.Headers.TryAddWithoutValidation(name, "x");
    }
}
