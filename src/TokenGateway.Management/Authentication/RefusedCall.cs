using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Why a policy refused an authenticated call, for the scheme that responds: the framework does not pass the reason.</summary>
internal sealed record RefusedCall(Problem Problem)
{
    public static Task WriteAsync(HttpContext context) => Of(context).ExecuteAsync(context);

    private static Problem Of(HttpContext context) => context.Features.Get<RefusedCall>()?.Problem
        ?? Problem.Of(new LifecycleError(RefusalCode.Forbidden, "This call is not allowed."));
}
