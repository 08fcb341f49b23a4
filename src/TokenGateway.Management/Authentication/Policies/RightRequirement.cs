using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Requires a management right, as the lifecycle defines it.</summary>
/// <param name="rule">Null: the caller has it.</param>
internal sealed class RightRequirement(Func<Actor, LifecycleError?> rule) : CallRequirement
{
    public override ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller) =>
        new(rule(caller.Actor) is { } forbidden ? Problem.Of(forbidden) : null);
}
