using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>Refuses host conditions that routing cannot parse or would not enforce.</summary>
internal sealed class HostRules(ConfigErrors errors)
{
    /// <summary>Whether routing can parse all hosts of the route.</summary>
    public bool IsReadable(RankedRoute ranked)
    {
        for (var i = 0; i < ranked.Hosts.Count; i++)
        {
            if (ranked.Hosts[i] is null)
                errors.Add(At(ranked.Route, i), "a host name with or without a port is expected, such as api.example.com, *.example.com or example.com:8443");
        }

        return !ranked.Hosts.Contains(null);
    }

    public void CheckWildcards(IReadOnlyList<RankedRoute> routes)
    {
        var withHosts = routes.Where(route => route.Hosts.Any(host => host!.IsWildcard)).ToList();
        foreach (var route in withHosts)
        {
            for (var i = 0; i < route.Hosts.Count; i++)
            {
                if (withHosts.Find(other => other != route && other.Hosts.Any(wider => route.Hosts[i]!.IsWildcardBelow(wider!)) && route.MayMeet(other)) is { } other)
                    errors.Add(At(route.Route, i), $"\"{route.Route.Match.Hosts![i]}\" is below a wildcard of the route \"{other.Route.RouteId}\", and routing would bring requests for the wider one to this route too; name the hosts in full in one of them");
            }
        }
    }

    private static string At(RouteConfig route, int host) =>
        ConfigPath.Join(ConfigPath.ReverseProxy, GatewayShape.Routes, route.RouteId, "Match", "Hosts", host);
}
