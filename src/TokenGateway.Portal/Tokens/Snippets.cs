using TokenGateway.Management.Routes;

namespace TokenGateway.Portal.Tokens;

/// <summary>Lines to paste that use a token, each for a place that the route takes it from.</summary>
internal static class Snippets
{
    /// <param name="edge">The address of the gateway, without a slash at its end.</param>
    /// <param name="route">The route; null: the token opens none, and asks for itself.</param>
    /// <param name="self">The path of the page that tells a token of itself; null: there is none.</param>
    public static IEnumerable<string> Of(string edge, OpenedRoute? route, string? self)
    {
        var (path, method) = route is null ? (self ?? "/", "GET") : (PathOf(route.Path), route.Methods.Contains("GET") || route.Methods.Contains("*") ? "GET" : route.Methods[0]);
        var places = route?.Credentials ?? ["Authorization: Bearer"];
        foreach (var place in places.Where(place => !place.StartsWith("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase)).Take(3))
            yield return LineOf(place, method == "GET" ? "" : $"-X {method} ", edge + path);
    }

    /// <summary>A path that the pattern matches: names in place of its parameters, nothing in place of its rest.</summary>
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
