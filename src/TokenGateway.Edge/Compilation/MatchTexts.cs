using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>Texts of match conditions; two conditions are equal if their texts are.</summary>
internal static class MatchTexts
{
    /// <summary>Without parameter names: <c>/x/{a}</c> and <c>/x/{b}</c> match the same paths.</summary>
    public static string PathOf(RouteConfig route) =>
        string.Join('/', (route.Match.Path ?? "/{**any}").Trim('/').Split('/').Select(WithoutName));

    public static string HeadersOf(RouteConfig route) => string.Join('\n', (route.Match.Headers ?? [])
        .Select(one => $"{one.Name} {one.Mode} {one.IsCaseSensitive} {string.Join('\t', one.Values ?? [])}").Order(StringComparer.OrdinalIgnoreCase));

    public static string QueryOf(RouteConfig route) => string.Join('\n', (route.Match.QueryParameters ?? [])
        .Select(one => $"{one.Name} {one.Mode} {one.IsCaseSensitive} {string.Join('\t', one.Values ?? [])}").Order(StringComparer.OrdinalIgnoreCase));

    private static string WithoutName(string segment)
    {
        if (!segment.StartsWith('{'))
            return segment;
        var name = segment.AsSpan().TrimStart("{*");
        var end = name.IndexOfAny(":=?}");
        return string.Concat(segment.AsSpan(0, segment.Length - name.Length), end < 0 ? name : name[end..]);
    }
}
