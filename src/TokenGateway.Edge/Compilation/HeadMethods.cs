using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// HEAD is GET in choosing the route, too: an upstream answers both from one handler, and a weaker route beside a
/// guarded <c>"Methods": ["GET"]</c> would decide a HEAD for what the guarded one protects.
/// </summary>
internal static class HeadMethods
{
    private const string Get = "GET";
    private const string Head = "HEAD";

    /// <summary>The routes with HEAD where GET is, unless another route of equal path and conditions names HEAD itself.</summary>
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
