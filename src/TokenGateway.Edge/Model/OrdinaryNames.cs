using System.Collections.Frozen;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Common header names that no rule of a configuration applies to. One lookup replaces a fold of the name for every rule;
/// browsers send a dozen such headers.
/// </summary>
internal static class OrdinaryNames
{
    private static readonly string[] Common =
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Access-Control-Request-Headers", "Access-Control-Request-Method",
        "Authorization", "Baggage", "Cache-Control", "Connection", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length",
        "Content-Type", "Cookie", "Date", "DNT", "ETag", "From", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
        "If-Unmodified-Since", "Keep-Alive", "Last-Modified", "Origin", "Pragma", "Priority", "Range", "Referer", "Sec-CH-UA", "Sec-CH-UA-Mobile",
        "Sec-CH-UA-Platform", "Sec-Fetch-Dest", "Sec-Fetch-Mode", "Sec-Fetch-Site", "Sec-Fetch-User", "Sec-GPC", "Sec-WebSocket-Extensions",
        "Sec-WebSocket-Key", "Sec-WebSocket-Version", "TE", "Traceparent", "Tracestate", "Transfer-Encoding", "Upgrade", "Upgrade-Insecure-Requests",
        "User-Agent", "X-Correlation-ID", "X-Request-ID", "X-Requested-With",
    ];

    /// <summary>The common names that no rule of the configuration mentions; looked up ignoring case.</summary>
    public static FrozenSet<string> Of(HeaderNameSet protectedNames, CredentialPlaces places, OwnedNames? owned) => Common
        .Where(name => !protectedNames.Contains(name) && !places.Headers.Contains(name) && !DenyList.Contains(name) && owned?.Refuses(name) != true)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
