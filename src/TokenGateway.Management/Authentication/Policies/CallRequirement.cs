using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>A precondition of a caller's call.</summary>
internal abstract class CallRequirement : IAuthorizationRequirement
{
    /// <summary>Null: met.</summary>
    public abstract ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller);
}
