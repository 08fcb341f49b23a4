using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model.Conditions;

/// <summary>A route that matches on headers or query parameters in addition to its path.</summary>
internal sealed class ConditionedRoute(RouteConfig route)
{
    private readonly TemplateMatcher _path = new(TemplateParser.Parse(route.Match.Path ?? "/{**any}"), []);

    private readonly ImmutableArray<RouteHeader> _headers = [.. route.Match.Headers ?? []];
    private readonly ImmutableArray<RouteQueryParameter> _parameters = [.. route.Match.QueryParameters ?? []];

    public ImmutableArray<string> Headers { get; } = [.. (route.Match.Headers ?? []).Select(one => one.Name)];

    public ImmutableArray<string> Parameters { get; } = [.. (route.Match.QueryParameters ?? []).Select(one => one.Name)];

    /// <summary>Whether a value that the route matches on may be read differently elsewhere. The names were checked before.</summary>
    public bool HasAmbiguousValue(HttpRequest request)
    {
        foreach (var condition in _headers)
        {
            if (request.Headers.TryGetValue(condition.Name, out var values) && ConditionValue.ReadsOtherwise(condition, values.ToString()))
                return true;
        }

        foreach (var condition in _parameters)
        {
            if (request.Query.TryGetValue(condition.Name, out var values) && ConditionValue.ReadsOtherwise(condition, values.ToString()))
                return true;
        }

        return false;
    }

    /// <summary>Whether the route's pattern matches the path. Ignores its constraints, so it may give a false positive.</summary>
    public bool Takes(PathString path) => _path.TryMatch(path, []);
}
