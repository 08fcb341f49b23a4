using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>The caller has a management right, as the lifecycle says it.</summary>
/// <param name="rule">Null: it has.</param>
internal sealed class RightRequirement(Func<Actor, LifecycleError?> rule) : CallRequirement
{
    public override ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller) =>
        new(rule(caller.Actor) is { } forbidden ? Problem.Of(forbidden) : null);
}
