using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Compilation;

/// <summary>Warns of a configuration that cannot forward: no routes, or a cluster without destinations.</summary>
internal static class TrafficWarnings
{
    public static void Check(ProxySections proxy, ICollection<string> warnings)
    {
        if (proxy.Routes.Count == 0)
            warnings.Add($"{ConfigPath.Join(ConfigPath.ReverseProxy, GatewayShape.Routes)}: there are no routes, so every request is answered with 404; add one");
        foreach (var cluster in proxy.Clusters.Where(cluster => cluster.Destinations is not { Count: > 0 }))
        {
            warnings.Add($"{ConfigPath.Join(ConfigPath.ReverseProxy, GatewayShape.Clusters, cluster.ClusterId)}: the cluster has no destinations, so its routes answer with 502; "
                + "add \"Destinations\": { \"a\": { \"Address\": \"http://legacy:9000/\" } }");
        }
    }
}
