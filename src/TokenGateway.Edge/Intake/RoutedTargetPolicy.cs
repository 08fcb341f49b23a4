using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Records the target that routing matched. A host may change path and query before or after routing (<c>UsePathBase</c>,
/// <c>UseRewriter</c>), and only what was matched may be forwarded.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RoutedTargetPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (EdgeRequest.Of(httpContext) is { } request)
            request.Routed = RoutedTarget.Of(httpContext.Request);
        return Task.CompletedTask;
    }
}
