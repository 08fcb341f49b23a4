using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Warns if only headers or query parameters separate routes on one path with different access rules: the client chooses
/// between them by omitting a condition.
/// </summary>
internal static class TwinWarnings
{
    public static void Check(IReadOnlyList<RouteConfig> routes, IReadOnlyCollection<GatewayRoute> compiled, ICollection<string> warnings)
    {
        var rules = compiled.ToDictionary(route => route.Id, AccessRules.TextOf, StringComparer.OrdinalIgnoreCase);
        foreach (var group in routes.Where(route => rules.ContainsKey(route.RouteId)).GroupBy(KeyOf, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (one, other) in PairsOf([.. group]).Where(pair => MayMeet(pair.One, pair.Other) && rules[pair.One.RouteId] != rules[pair.Other.RouteId]))
                warnings.Add(Describe(one, other));
        }
    }

    private static string Describe(RouteConfig one, RouteConfig other) =>
        $"{ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", one.RouteId, "Match")}: route \"{other.RouteId}\" has the same path and another access rule, and only {Difference(one, other)} tells them apart, "
        + "which the client chooses. The upstream must not treat a request without the condition as one with it; otherwise give both routes the stronger rule";

    private static string Difference(RouteConfig one, RouteConfig other) =>
        (MatchTexts.HeadersOf(one) == MatchTexts.HeadersOf(other), MatchTexts.QueryOf(one) == MatchTexts.QueryOf(other)) switch
        {
            (false, false) => "a header or query parameter",
            (false, _) => "a header",
            _ => "a query parameter",
        };

    // Equal conditions are reported as another error.
    private static bool MayMeet(RouteConfig one, RouteConfig other) =>
        (MatchTexts.HeadersOf(one) != MatchTexts.HeadersOf(other) || MatchTexts.QueryOf(one) != MatchTexts.QueryOf(other))
        && (one.Match.Methods is not { Count: > 0 } methods || other.Match.Methods is not { Count: > 0 } others
            || methods.Intersect(others, StringComparer.OrdinalIgnoreCase).Any());

    private static string KeyOf(RouteConfig route) =>
        string.Join('\n', [MatchTexts.PathOf(route), .. (route.Match.Hosts ?? []).Order(StringComparer.OrdinalIgnoreCase)]);

    private static IEnumerable<(RouteConfig One, RouteConfig Other)> PairsOf(RouteConfig[] routes) =>
        from i in Enumerable.Range(0, routes.Length) from j in Enumerable.Range(i + 1, routes.Length - i - 1) select (routes[i], routes[j]);
}
