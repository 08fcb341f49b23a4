using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Compilation.Ambiguity;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>
/// Warns if only a port in <c>Match:Hosts</c> separates a route from one with another access rule. The client chooses the
/// port, and the default is that of the scheme: 80 behind a TLS proxy.
/// </summary>
internal static class PortWarnings
{
    public static void Check(IReadOnlyList<RouteConfig> routes, IReadOnlyCollection<GatewayRoute> compiled, ICollection<string> warnings)
    {
        var rules = compiled.ToDictionary(route => route.Id, AccessRules.TextOf, StringComparer.OrdinalIgnoreCase);
        RankedRoute[] ranked = [.. routes.Where(route => rules.ContainsKey(route.RouteId)).Select(RankedRoute.TryCreate).OfType<RankedRoute>()];
        foreach (var route in ranked)
        {
            for (var i = 0; i < route.Hosts.Count; i++)
            {
                if (route.Hosts[i] is { Port: { } port } host && !route.Hosts.Any(other => other is { Port: null } && Covers(other, host))
                    && Array.Find(ranked, other => other != route && rules[other.Route.RouteId] != rules[route.Route.RouteId] && Takes(other, host) && route.MayMeet(other)) is { } beside)
                    warnings.Add($"{ConfigPath.Join(ConfigPath.ReverseProxy, GatewayShape.Routes, route.Route.RouteId, "Match", "Hosts", i)}: a request for {host.Host} that does not name port {port} can reach route \"{beside.Route.RouteId}\", which has another access rule. The client chooses the port that it names; leave the port out here");
            }
        }
    }

    // The same host with another port or none.
    private static bool Takes(RankedRoute other, HostPattern host) =>
        other.Hosts.Count == 0 || other.Hosts.Any(one => one is not null && one.Port != host.Port && Covers(one, host));

    private static bool Covers(HostPattern one, HostPattern host) =>
        one.Host == "*" || ConfigPath.Same(one.Host, host.Host)
        || (one.IsWildcard && host.Host.EndsWith(one.Host[1..], StringComparison.OrdinalIgnoreCase));
}
