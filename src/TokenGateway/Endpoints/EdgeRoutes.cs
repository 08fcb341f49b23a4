using Yarp.ReverseProxy.Model;

namespace TokenGateway.Endpoints;

/// <summary>YARP's part of the edge, with only those of its stages that a route's cluster needs.</summary>
internal static class EdgeRoutes
{
    public static void MapEdge(this IEndpointRouteBuilder routes) => routes.MapReverseProxy(proxy =>
    {
        // Affinity must choose before load balancing does, and passive health checks observe the responses.
        proxy.UseWhen(NeedsAllStages, all => new StageBuilder(all).UseSessionAffinity().UseLoadBalancing().UsePassiveHealthChecks());
        proxy.UseLoadBalancing();
    });

    private static bool NeedsAllStages(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var cluster = context.Features.Get<IReverseProxyFeature>()?.Cluster.Config;
        return cluster?.SessionAffinity?.Enabled == true || cluster?.HealthCheck?.Passive?.Enabled == true;
    }
}
