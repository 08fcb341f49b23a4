using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Framing that two servers can read differently, and that Kestrel mends instead of refusing. What is forwarded is
/// framed anew, so nothing is smuggled by it behind this gateway; a proxy before it may have read it the other way.
/// </summary>
internal static class MessageFraming
{
    /// <summary>Kestrel's name for the length of a message that has chunks as well.</summary>
    private const string ReplacedLength = "X-Content-Length";

    /// <summary>
    /// Whether the message has one framing: no length beside chunks, no coding but chunks, none at all in HTTP/1.0
    /// (RFC 9112, 6.1), no fields of a connection in HTTP/2 (RFC 9113, 8.2.2). Nor may HEAD be in another case: routing and
    /// upstreams take it for HEAD, whose answer has no body, and our own server does not.
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
