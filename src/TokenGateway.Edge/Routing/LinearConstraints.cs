using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.Options;

namespace TokenGateway.Edge.Routing;

/// <summary>
/// Matches <c>{name:regex(...)}</c> of path patterns in linear time: the default constraint can search for up to ten
/// seconds on every request that a client sends. A constraint that the host registered in its place stays.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LinearConstraints : IPostConfigureOptions<RouteOptions>
{
    private const string Regex = "regex";

    public void PostConfigure(string? name, RouteOptions options)
    {
        if (!options.ConstraintMap.TryGetValue(Regex, out var type) || type == typeof(RegexInlineRouteConstraint))
            options.SetParameterPolicy<LinearRegexConstraint>(Regex);
    }
}
