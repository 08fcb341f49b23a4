using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>
/// Prevents exposure by oversight: an endpoint without a policy that does not explicitly allow anonymous access is not
/// served. The framework's fallback policy would also apply to unmatched paths, which should get 404, and to the edge.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class PolicyRequired(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() is not RouteEndpoint endpoint || SaysWhoMayCome(endpoint)
        ? next(context)
        : throw new InvalidOperationException($"{endpoint.DisplayName} has no authorization policy and does not allow anonymous callers.");

    public static bool SaysWhoMayCome(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
