using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Excludes a response from shared caches (RFC 6750, 5.3): a token in the URL is not part of a cache key that <c>Vary</c>
/// could name.
/// </summary>
internal static class PrivateAnswer
{
    /// <summary>Headers for caches between the gateway and the client, which take precedence over <c>Cache-Control</c>.</summary>
    private static readonly string[] SharedCaches =
    [
        "Surrogate-Control", "X-Accel-Expires", "Edge-Control", "Akamai-Cache-Control", "X-LiteSpeed-Cache-Control",
        "X-Cache-Control", "X-Varnish-TTL",
    ];

    // RFC 9213: CDN-Cache-Control, and vendor variants with a prefix (Cloudflare-, Netlify-, Vercel-).
    private const string TargetedCaches = "CDN-Cache-Control";

    public static void Make(IHeaderDictionary headers)
    {
        headers.CacheControl = CacheDirectives.Private(headers.CacheControl.ToString());
        if (!Protection.SharedCachesSkipped.IsEnabled())
            return;
        foreach (var name in SharedCaches)
            headers.Remove(name);
        foreach (var name in headers.Keys.Where(name => name.EndsWith(TargetedCaches, StringComparison.OrdinalIgnoreCase)).ToList())
            headers.Remove(name);

        // The only header that HTTP/1.0 caches read; 0 is in the past (RFC 9111, 5.3).
        if (headers.Expires.Count > 0)
            headers.Expires = "0";
    }
}
