using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Targets;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model.Conditions;

/// <summary>
/// The headers and query parameters that routes of one generation match on. Routing reads them in one way; a spelling or
/// duplicate that an upstream reads differently would be decided by the wrong route, and is refused.
/// </summary>
internal sealed class MatchConditions
{
    private readonly ImmutableArray<ConditionedRoute> _routes;
    private readonly ImmutableArray<string> _headers;

    /// <summary>Configured names by their folded form.</summary>
    private readonly FrozenDictionary<string, string> _parameters;

    private MatchConditions(ImmutableArray<ConditionedRoute> routes)
    {
        _routes = routes;
        _headers = [.. routes.SelectMany(route => route.Headers).Distinct(StringComparer.OrdinalIgnoreCase)];
        _parameters = routes.SelectMany(route => route.Parameters).Where(name => ConditionNameFold.Of(name).Length > 0)
            .GroupBy(ConditionNameFold.Of, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    /// <summary>Null: no route has such a condition.</summary>
    public static MatchConditions? Create(IEnumerable<RouteConfig> routes)
    {
        ImmutableArray<ConditionedRoute> conditioned = [.. routes.Where(IsConditioned).Select(route => new ConditionedRoute(route))];
        return conditioned.IsEmpty ? null : new(conditioned);
    }

    /// <summary>Why the request is refused, as public text; null: it is unambiguous.</summary>
    public string? FaultOf(in RequestFacts facts)
    {
        var request = facts.Request!;
        foreach (var name in _headers)
        {
            if (request.Headers.TryGetValue(name, out var values) && values.Count > 1
                && IsAsked(request, route => route.Headers.Contains(name, StringComparer.OrdinalIgnoreCase)))
                return "A header that selects the route is given more than once.";
        }

        var ambiguous = _parameters.Count == 0 || facts.PathLength >= facts.Target.Length
            ? null
            : new MatchedQuery(_parameters).AmbiguousIn(facts.Target.AsSpan(facts.PathLength + 1));
        return ambiguous is not null && IsAsked(request, route => route.Parameters.Any(name => ConditionNameFold.Of(name) == ambiguous))
            ? "A query parameter that selects the route is given twice or in another spelling."
            : ValueFaultOf(request);
    }

    private string? ValueFaultOf(HttpRequest request)
    {
        foreach (var route in _routes)
        {
            if (route.HasAmbiguousValue(request) && route.Takes(request.Path))
                return "A value that selects the route is given in another spelling.";
        }

        return null;
    }

    private bool IsAsked(HttpRequest request, Func<ConditionedRoute, bool> names) =>
        _routes.Any(route => names(route) && route.Takes(request.Path));

    private static bool IsConditioned(RouteConfig route) =>
        (route.Match.Headers is { Count: > 0 } || route.Match.QueryParameters is { Count: > 0 }) && RoutePatterns.TryParse(route.Match.Path ?? "") is not null;
}
