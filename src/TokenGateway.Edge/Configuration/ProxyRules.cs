using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Edge.Configuration.Compilation;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Configuration;

/// <summary>
/// Asks YARP what it has to say about its part. It names a route or a cluster, never a key, so the key is found by
/// leaving out one after the other: with the right one gone, so is the error.
/// </summary>
internal sealed class ProxyRules(IConfigValidator validator, ConfigErrors errors)
{
    public void Check(IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters)
    {
        foreach (var route in routes)
            CheckRoute(route with { AuthorizationPolicy = null });
        foreach (var cluster in clusters)
            CheckCluster(cluster);
    }

    private void CheckRoute(RouteConfig route)
    {
        var path = ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", route.RouteId);
        foreach (var failure in FailuresOf(route))
        {
            var key = WithoutOne(route).FirstOrDefault(one => !FailuresOf(one.Route).Contains(failure)).Key;
            errors.Add(key is null ? path : ConfigPath.Join(path, key), Explain(failure, key, route));
        }
    }

    private void CheckCluster(ClusterConfig cluster)
    {
        var path = ConfigPath.Join(ConfigPath.ReverseProxy, "Clusters", cluster.ClusterId);
        foreach (var failure in FailuresOf(cluster))
        {
            var key = WithoutOne(cluster).FirstOrDefault(one => !FailuresOf(one.Cluster).Contains(failure)).Key;
            errors.Add(key is null ? path : ConfigPath.Join(path, key), failure);
        }
    }

    private static string Explain(string failure, string? key, RouteConfig route) => key switch
    {
        "Match:Path" when route.Match.Path is { } pattern => PatternFault(pattern) is { } fault ? $"not a path pattern: {fault}" : failure,
        "RateLimiterPolicy" => $"{failure} Such policies are made in the code of a host application; limits of the file stand under TokenGateway:RateLimits, and a route names them in its block: \"TokenGateway\": {{ \"RateLimits\": [...] }}",
        not null when key.StartsWith("Transforms:", StringComparison.Ordinal) => failure + TransformRules.Suggest(failure),
        _ => failure,
    };

    private static string? PatternFault(string pattern)
    {
        try
        {
            RoutePatternFactory.Parse(pattern);
            return null;
        }
        catch (RoutePatternException fault)
        {
            return fault.Message;
        }
    }

    private static IEnumerable<(string Key, RouteConfig Route)> WithoutOne(RouteConfig route)
    {
        yield return ("Match:Path", route with { Match = route.Match with { Path = "/{**any}" } });
        yield return ("Match:Methods", route with { Match = route.Match with { Methods = null } });
        yield return ("Match:Hosts", route with { Match = route.Match with { Hosts = null, Path = route.Match.Path ?? "/{**any}" } });
        yield return ("Match:Headers", route with { Match = route.Match with { Headers = null } });
        yield return ("Match:QueryParameters", route with { Match = route.Match with { QueryParameters = null } });
        yield return ("RateLimiterPolicy", route with { RateLimiterPolicy = null });
        yield return ("TimeoutPolicy", route with { TimeoutPolicy = null });
        yield return ("Timeout", route with { Timeout = null });
        yield return ("CorsPolicy", route with { CorsPolicy = null });
        for (var i = 0; i < (route.Transforms?.Count ?? 0); i++)
            yield return ($"Transforms:{i}", route with { Transforms = [.. route.Transforms!.Where((_, at) => at != i)] });
    }

    private static IEnumerable<(string Key, ClusterConfig Cluster)> WithoutOne(ClusterConfig cluster) =>
    [
        ("LoadBalancingPolicy", cluster with { LoadBalancingPolicy = null }),
        ("SessionAffinity", cluster with { SessionAffinity = null }),
        ("HealthCheck", cluster with { HealthCheck = null }),
        ("HttpClient", cluster with { HttpClient = null }),
        ("HttpRequest", cluster with { HttpRequest = null }),
        ("Destinations", cluster with { Destinations = null }),
    ];

    // YARP's validators complete synchronously.
    private List<string> FailuresOf(RouteConfig route) =>
        [.. validator.ValidateRouteAsync(route).AsTask().GetAwaiter().GetResult().Select(OneLine).Distinct(StringComparer.Ordinal)];

    private List<string> FailuresOf(ClusterConfig cluster) =>
        [.. validator.ValidateClusterAsync(cluster).AsTask().GetAwaiter().GetResult().Select(OneLine).Distinct(StringComparer.Ordinal)];

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
