using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>
/// A write in a session requires the session's antiforgery token in its header. Browsers never send a bearer token by
/// themselves.
/// </summary>
internal sealed class AntiforgeryRequirement : CallRequirement
{
    public override async ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller) =>
        caller.Session is null || await SessionAntiforgery.IsValidAsync(context, context.RequestServices.GetRequiredService<IAntiforgery>())
            ? null
            : Problem.Of(RefusalCode.AntiforgeryFailed);
}
