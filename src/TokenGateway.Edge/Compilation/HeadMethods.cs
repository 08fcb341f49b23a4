using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// HEAD matches like GET: an upstream serves both from one handler, so a weaker route beside a guarded <c>"Methods":
/// ["GET"]</c> would otherwise decide a HEAD for the guarded resource.
/// </summary>
internal static class HeadMethods
{
    private const string Get = "GET";
    private const string Head = "HEAD";

    /// <summary>Adds HEAD wherever a route has GET, unless another route with equal path and conditions names HEAD.</summary>
    public static IReadOnlyList<RouteConfig> FollowGet(IReadOnlyList<RouteConfig> routes)
    {
        var taken = routes.Where(route => Names(route, Head)).Select(KeyOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. routes.Select(route => Names(route, Get) && !taken.Contains(KeyOf(route)) ? WithHead(route) : route)];
    }

    private static RouteConfig WithHead(RouteConfig route) =>
        route with { Match = route.Match with { Methods = [.. route.Match.Methods!, Head] } };

    private static bool Names(RouteConfig route, string method) =>
        route.Match.Methods?.Contains(method, StringComparer.OrdinalIgnoreCase) == true;

    private static string KeyOf(RouteConfig route) => string.Join('\n',
    [
        MatchTexts.PathOf(route), .. (route.Match.Hosts ?? []).Order(StringComparer.OrdinalIgnoreCase), "", MatchTexts.HeadersOf(route), MatchTexts.QueryOf(route),
    ]);
}
