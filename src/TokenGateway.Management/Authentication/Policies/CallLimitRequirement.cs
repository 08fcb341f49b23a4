using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Checks the caller's call limit. A policy, because calls without the right count as well, and before a body is read.</summary>
internal sealed class CallLimitRequirement : CallRequirement
{
    public override ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller)
    {
        var budget = context.RequestServices.GetRequiredService<ICallBudget>();
        return new(budget.Take(caller.Actor.User!.Id, KindOf(context)) is { } limit
            ? Problem.Of(RefusalCode.RateLimited, limit.Detail, limit.RetryAfter)
            : null);
    }

    private static CallKind KindOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AlwaysPossible>() is null ? CallKinds.OfMethod(context.Request.Method) : CallKind.Lower;
}
