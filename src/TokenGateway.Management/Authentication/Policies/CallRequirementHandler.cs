using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>
/// Evaluates the requirements of a call in order; the first refusal becomes the response. Without a request or caller, none
/// is met.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallRequirementHandler : IAuthorizationHandler
{
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http || CallerFeature.Of(http) is not { } caller)
            return;
        foreach (var requirement in context.PendingRequirements.OfType<CallRequirement>().ToList())
        {
            if (await requirement.RefuseAsync(http, caller) is { } problem)
            {
                http.Features.Set(new RefusedCall(problem));
                return;
            }

            context.Succeed(requirement);
        }
    }
}
