using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>
/// Counts a user's management calls: dialect calls on the edge, by token or password, together with calls on Management, by
/// token or session.
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

    // Counted by caller instead of route: the caller may have no token.
    private CallRefusal? Take(UserId caller, RouteLimits? limits)
    {
        if (limits is null || limiter.Take(new LimitSubject(Snapshot: null, Address: null, caller.Value), limits) is not { IsRefused: true } verdict)
            return null;
        return new CallRefusal($"The limit of {verdict.Limit!.Name} is exceeded: {verdict.Rule!.Description}.", Math.Max(1, (int)verdict.ResetSeconds));
    }
}
