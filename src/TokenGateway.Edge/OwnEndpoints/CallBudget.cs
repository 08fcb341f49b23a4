using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>
/// Counts the calls of a user that manage: those of the dialect on the edge, by token or password, and those that come in
/// on Management, by token or session, together.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallBudget(GatewayState state, RateLimiter limiter) : ICallBudget
{
    public CallRefusal? Take(UserId caller, CallKind kind)
    {
        var limits = state.Current.ManagementLimits;
        return kind switch
        {
            CallKind.Read => Take(caller, limits.OfReads),
            CallKind.Write => Take(caller, limits.OfWrites),
            _ => null,
        };
    }

    // Where a route's limit has the route, these have the caller, who need not have a token.
    private CallRefusal? Take(UserId caller, RouteLimits? limits)
    {
        if (limits is null || limiter.Take(new LimitSubject(Snapshot: null, Address: null, caller.Value), limits) is not { IsRefused: true } verdict)
            return null;
        return new CallRefusal($"The limit of {verdict.Limit!.Name} is exceeded: {verdict.Rule!.Description}.", Math.Max(1, (int)verdict.ResetSeconds));
    }
}
