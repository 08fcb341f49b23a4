using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Stands before every call of the group that needs a caller: finds out who it is, and refuses whoever manages nothing.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallerFilter(Callers callers, IAttempts attempts) : IEndpointFilter
{
    private const int RetryStoreAfter = 1;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var finding = await callers.FindAsync(http);
        if (finding.Actor is not { } actor)
            return Refuse(http, finding.Refusal!.Value);
        http.Features.Set(new CallerFeature(actor));
        return ManagementRules.MayCall(actor) is { } forbidden ? Problem.Of(forbidden) : await next(context);
    }

    // As on the edge: a right token is never locked out, a wrong one is told to wait.
    private Problem Refuse(HttpContext context, ApiErrorCode code)
    {
        if (code == ApiErrorCode.StoreUnavailable)
            return Problem.Of(code, retryAfter: RetryStoreAfter);
        if (ApiErrors.StatusOf(code) != StatusCodes.Status401Unauthorized || code == ApiErrorCode.MissingToken)
            return Problem.Of(code);
        var address = CallerAddress.Of(context);
        var isOver = attempts.IsOver(AttemptKind.Token, address);
        attempts.Count(AttemptKind.Token, address);
        return isOver
            ? Problem.Of(ApiErrorCode.RateLimited, "Too many invalid tokens from this address.", attempts.SecondsLeft())
            : Problem.Of(code);
    }
}
