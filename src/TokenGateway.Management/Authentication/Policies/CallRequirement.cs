using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Something that must be so before a caller's call is looked at.</summary>
internal abstract class CallRequirement : IAuthorizationRequirement
{
    /// <summary>Null: it is so.</summary>
    public abstract ValueTask<Problem?> RefuseAsync(HttpContext context, CallerFeature caller);
}
