using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication;

/// <summary>Who makes this call. Set by the scheme that authenticated it, and by nothing else.</summary>
public sealed class CallerFeature
{
    internal CallerFeature(Actor actor, Session? session = null) => (Actor, Session) = (actor, session);

    /// <summary>For the lifecycle, which decides what this caller may do.</summary>
    public Actor Actor { get; }

    /// <summary>By which session; null: by token.</summary>
    public Session? Session { get; }

    /// <summary>The generation that the caller's rights count by; the whole call is decided by it.</summary>
    public AccessModel Model => Actor.Model!;

    /// <summary>Null: nobody was authenticated, or nobody was asked for.</summary>
    public static CallerFeature? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<CallerFeature>();
    }

    /// <exception cref="InvalidOperationException">The call is not one that needs a caller.</exception>
    public static CallerFeature Required(HttpContext context) =>
        Of(context) ?? throw new InvalidOperationException("This call was mapped without a policy that authenticates callers.");
}
