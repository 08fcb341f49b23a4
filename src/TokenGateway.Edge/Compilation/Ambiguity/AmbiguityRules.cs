using Microsoft.AspNetCore.Routing;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>
/// Finds conflicts that ASP.NET Core routing would detect only on the first request, which it would fail: two routes that
/// match the same request with equal priority, and conditions that routing cannot parse.
/// </summary>
internal sealed class AmbiguityRules(ParameterPolicyFactory? constraints, ConfigErrors errors)
{
    private readonly SegmentOverlap _segments = new(constraints);
    private readonly HostRules _hosts = new(errors);

    public void Check(IReadOnlyList<RouteConfig> routes)
    {
        var usable = new List<RankedRoute>();
        foreach (var route in routes)
        {
            if (RankedRoute.TryCreate(route) is { } ranked && IsReadable(ranked))
                usable.Add(ranked);
        }

        _hosts.CheckWildcards(usable);
        foreach (var equals in usable.GroupBy(route => route.Rank).Where(group => group.Skip(1).Any()))
            CheckAll([.. equals]);
    }

    private void CheckAll(RankedRoute[] routes)
    {
        for (var i = 1; i < routes.Length; i++)
        {
            if (routes.Take(i).FirstOrDefault(earlier => Overlap(earlier, routes[i])) is { } other)
                errors.Add(At(routes[i].Route, "Match"), $"a request can match this route and \"{other.Route.RouteId}\" alike, and nothing says which one decides; give one of them an \"Order\", or another path, method, host, header or query parameter");
        }
    }

    private bool Overlap(RankedRoute one, RankedRoute other) =>
        RankedRoute.MethodsOverlap(one.Route.Match, other.Route.Match)
        && HostPattern.Overlap(one.Hosts, other.Hosts)
        && ValueConditions.CanAllHold([.. ValueCondition.OfHeaders(one.Route.Match), .. ValueCondition.OfHeaders(other.Route.Match)])
        && ValueConditions.CanAllHold([.. ValueCondition.OfQuery(one.Route.Match), .. ValueCondition.OfQuery(other.Route.Match)])
        && _segments.Overlap(one.Pattern, other.Pattern);

    private bool IsReadable(RankedRoute ranked)
    {
        var fault = _segments.FaultOf(ranked.Pattern);
        if (fault is not null)
            errors.Add(At(ranked.Route, "Match", "Path"), fault);
        return _hosts.IsReadable(ranked) && fault is null;
    }

    private static string At(RouteConfig route, params object[] keys) =>
        ConfigPath.Join(ConfigPath.ReverseProxy, [GatewayShape.Routes, route.RouteId, .. keys]);
}
