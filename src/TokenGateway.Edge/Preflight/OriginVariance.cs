using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace TokenGateway.Edge.Preflight;

/// <summary>
/// <c>Vary: Origin</c>, once, in every response of a route with a cross-origin policy (WHATWG Fetch, "CORS protocol and
/// HTTP caches"): otherwise a cache could return the response to a request without an origin, or from another one, which
/// the browser would refuse.
/// </summary>
internal static class OriginVariance
{
    private const string Name = "Origin";

    public static void Set(IHeaderDictionary headers)
    {
        var vary = headers.Vary;
        var count = CountIn(vary);
        if (count == 0)
            headers.Vary = StringValues.Concat(vary, Name);
        else if (count > 1)
            headers.Vary = StringValues.Concat(Without(vary), Name);
    }

    private static int CountIn(StringValues vary)
    {
        var count = 0;
        foreach (var value in vary)
        {
            foreach (var item in value.AsSpan().Split(','))
                count += IsOrigin(value.AsSpan(item)) ? 1 : 0;
        }

        return count;
    }

    private static string[] Without(StringValues vary) =>
        [.. vary.Select(value => string.Join(", ", (value ?? "").Split(',', StringSplitOptions.TrimEntries).Where(item => !IsOrigin(item)))).Where(value => value.Length > 0)];

    private static bool IsOrigin(ReadOnlySpan<char> item) => item.Trim(" \t").Equals(Name, StringComparison.OrdinalIgnoreCase);
}
