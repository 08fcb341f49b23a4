using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Portal.Tokens;

/// <summary>Example commands with a token, one for each credential location of a route.</summary>
internal static class Snippets
{
    /// <param name="edge">The URL of the gateway, without a trailing slash.</param>
    /// <param name="route">The route; null: the token may use none, and the example requests its own description.</param>
    /// <param name="self">The path of the self page; null: none.</param>
    public static IEnumerable<string> Of(string edge, OpenedRoute? route, string? self)
    {
        var (path, method) = route is null ? (self ?? "/", "GET") : (PathOf(route.Path), route.Methods.Contains("GET") || route.Methods.Contains("*") ? "GET" : route.Methods[0]);
        foreach (var place in Differing(route?.Credentials ?? ["Authorization: Bearer"]))
            yield return LineOf(place, method == "GET" ? "" : $"-X {method} ", edge + path);
    }

    /// <summary>The pattern for display, with an ellipsis for a catch-all parameter.</summary>
    public static string Readable(string pattern) =>
        string.Join('/', pattern.Split('/').Select(segment => segment.StartsWith("{*", StringComparison.Ordinal) ? "\u2026" : segment));

    // One location of each kind: a scheme, a header, the query.
    private static IEnumerable<string> Differing(IReadOnlyList<string> places) => places
        .Where(place => !place.StartsWith("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase))
        .GroupBy(place => place.StartsWith('?') ? 2 : place.Contains(": ", StringComparison.Ordinal) ? 0 : 1)
        .OrderBy(kind => kind.Key)
        .Select(kind => kind.First());

    /// <summary>A path that matches the pattern: parameter names for parameters, nothing for a catch-all.</summary>
    public static string PathOf(string pattern)
    {
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => !segment.StartsWith("{*", StringComparison.Ordinal))
            .Select(segment => segment.StartsWith('{') ? segment.Trim('{', '}').Split(':', '=', '?')[0] : segment);
        return "/" + string.Join('/', segments);
    }

    private static string LineOf(string place, string method, string url) => place switch
    {
        ['?', .. var name] => $"curl -i {method}\"{url}?{name}=$TGW_TOKEN\"",
        "Authorization: Basic" => $"curl -i {method}-u \":$TGW_TOKEN\" {url}",
        _ when place.Contains(": ", StringComparison.Ordinal) => $"curl -i {method}-H \"{place} $TGW_TOKEN\" {url}",
        _ => $"curl -i {method}-H \"{place}: $TGW_TOKEN\" {url}",
    };
}
