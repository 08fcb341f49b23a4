using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Refusals;

/// <summary>
/// Formats the denial of a host's own policy on a gateway route in the dialect, as 401 or 403 like every other refusal.
/// ASP.NET Core would challenge an authentication scheme, and the host may have none (500). A policy that names schemes
/// keeps them.
/// </summary>
internal sealed class HostPolicyResults(IAuthorizationMiddlewareResultHandler inner, Refuser refuser) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || policy.AuthenticationSchemes.Count > 0
            || EdgeRequest.Of(context) is not { Route.Rule: RouteRule.Host } request)
        {
            return inner.HandleAsync(next, context, policy, authorizeResult);
        }

        return request.Snapshot is null
            ? refuser.RefuseAsync(context, RefusalCode.MissingToken)
            : refuser.RefuseAsync(context, RefusalCode.InsufficientPermission, "The token does not meet the policy of this route.");
    }
}
