using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication;

/// <summary>Who makes this call.</summary>
internal sealed class CallerFeature(Actor actor)
{
    public Actor Actor { get; } = actor;

    /// <summary>The generation that the caller's rights count by; the whole call is decided by it.</summary>
    public AccessModel Model => Actor.Model!;

    public static CallerFeature? Of(HttpContext context) => context.Features.Get<CallerFeature>();

    /// <exception cref="InvalidOperationException">The call is not one that needs a caller.</exception>
    public static CallerFeature Required(HttpContext context) =>
        Of(context) ?? throw new InvalidOperationException("This call was mapped outside the group that authenticates callers.");
}
