using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication;

/// <summary>The caller of this request. Only the scheme that authenticated it sets this.</summary>
public sealed class CallerFeature
{
    internal CallerFeature(Actor actor, Session? session = null) => (Actor, Session) = (actor, session);

    /// <summary>For the lifecycle, which decides what this caller may do.</summary>
    public Actor Actor { get; }

    /// <summary>The session; null: authenticated by token.</summary>
    public Session? Session { get; }

    /// <summary>The generation that determines the caller's rights and decides the whole call.</summary>
    public AccessModel Model => Actor.Model!;

    /// <summary>Null: authentication failed, or was not required.</summary>
    public static CallerFeature? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<CallerFeature>();
    }

    /// <exception cref="InvalidOperationException">The call does not require a caller.</exception>
    public static CallerFeature Required(HttpContext context) =>
        Of(context) ?? throw new InvalidOperationException("This call was mapped without a policy that authenticates callers.");
}
