using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>
/// Refuses conditions that no request can satisfy: the route would never match, and a weaker one beside it would serve the
/// requests that this one protects.
/// </summary>
internal sealed class ConditionRules(HeaderConditions headers, ConfigErrors errors)
{
    public void Check(IReadOnlyList<RouteConfig> routes)
    {
        foreach (var route in routes)
            Check(route);
    }

    private void Check(RouteConfig route)
    {
        var match = route.Match;
        Add(PathConditions.FaultOf(match.Path), route, "Path");
        for (var i = 0; i < (match.Methods?.Count ?? 0); i++)
            Add(MethodConditions.FaultOf(match.Methods![i]), route, "Methods", i);
        for (var i = 0; i < (match.Hosts?.Count ?? 0); i++)
            Add(HostConditions.FaultOf(match.Hosts![i]), route, "Hosts", i);
        for (var i = 0; i < (match.Headers?.Count ?? 0); i++)
            CheckHeader(match.Headers![i], route, i);
        for (var i = 0; i < (match.QueryParameters?.Count ?? 0); i++)
            CheckParameter(match.QueryParameters![i], route, i);
    }

    private void CheckHeader(RouteHeader header, RouteConfig route, int place)
    {
        Add(headers.FaultOf(header.Name), route, "Headers", place, "Name");
        for (var i = 0; i < (header.Values?.Count ?? 0); i++)
            Add(HeaderValues.FaultOf(header, header.Values![i]), route, "Headers", place, "Values", i);
    }

    private void CheckParameter(RouteQueryParameter parameter, RouteConfig route, int place)
    {
        Add(QueryConditions.FaultOf(parameter.Name), route, "QueryParameters", place, "Name");
        for (var i = 0; i < (parameter.Values?.Count ?? 0); i++)
            Add(QueryConditions.FaultOf(parameter.Values![i]), route, "QueryParameters", place, "Values", i);
    }

    private void Add(string? fault, RouteConfig route, params ReadOnlySpan<object> keys)
    {
        if (fault is not null)
            errors.Add(ConfigPath.Join(ConfigPath.ReverseProxy, [GatewayShape.Routes, route.RouteId, "Match", .. keys]), fault);
    }
}
