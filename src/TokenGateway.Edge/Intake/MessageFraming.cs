using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Finds framing that two servers can read differently, and that Kestrel normalizes instead of refusing. Forwarded messages
/// get new framing, so no request is smuggled to an upstream; but a proxy in front may have read it the other way.
/// </summary>
internal static class MessageFraming
{
    /// <summary>Kestrel's name for the Content-Length of a message that is also chunked.</summary>
    private const string ReplacedLength = "X-Content-Length";

    /// <summary>
    /// Whether the message has unambiguous framing: no length with chunks, no other transfer coding, none at all in
    /// HTTP/1.0 (RFC 9112, 6.1), no connection-specific fields in HTTP/2 (RFC 9113, 8.2.2). HEAD must be in upper case:
    /// routing and upstreams treat any case as HEAD, whose response has no body, and Kestrel does not.
    /// </summary>
    public static bool IsUnambiguous(HttpRequest request)
    {
        if (HttpMethods.IsHead(request.Method) && request.Method != HttpMethods.Head && Protection.HeadIsUpperCase.IsEnabled())
            return false;
        var headers = request.Headers;
        if (HttpProtocol.IsHttp2(request.Protocol))
            return !HasConnectionFields(headers) || !Protection.NoConnectionFieldsInHttp2.IsEnabled();
        return headers.TransferEncoding.Count == 0 || IsChunked(request.Protocol, headers);
    }

    private static bool IsChunked(string protocol, IHeaderDictionary headers) =>
        (HttpProtocol.IsHttp11(protocol) || !Protection.NoChunksInHttp10.IsEnabled())
        && ((headers.ContentLength is null && !headers.ContainsKey(ReplacedLength)) || !Protection.OneFraming.IsEnabled())
        && ((headers.TransferEncoding is { Count: 1 } coding && IsChunked(coding)) || !Protection.OnlyChunked.IsEnabled());

    private static bool HasConnectionFields(IHeaderDictionary headers) =>
        headers.TransferEncoding.Count + headers.Upgrade.Count + headers.KeepAlive.Count + headers.ProxyConnection.Count > 0;

    private static bool IsChunked(in StringValues coding) => coding.ToString().AsSpan().Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase);
}
