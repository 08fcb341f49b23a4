using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>
/// Nothing is reachable by oversight: an endpoint that neither names a policy nor says that it is open is not served. The
/// framework's fallback policy would hold for what no endpoint matches too, where the answer is 404, and for the edge.
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
