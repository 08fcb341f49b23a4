using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Refuses a call that is one too many of its caller, before its body is read.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallLimitFilter(ICallBudget budget) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return budget.Take(CallerFeature.Required(http).Actor.User!.Id, KindOf(http)) is { } limit
            ? ValueTask.FromResult<object?>(Problem.Of(ApiErrorCode.RateLimited, limit.Detail, limit.RetryAfter))
            : next(context);
    }

    private static CallKind KindOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AlwaysPossible>() is null ? CallKinds.OfMethod(context.Request.Method) : CallKind.Lower;
}
