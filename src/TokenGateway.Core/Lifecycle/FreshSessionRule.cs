using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Restricts what a session may do to the time shortly after authentication: an attacker at an unattended browser must not
/// gain more than that session.
/// </summary>
internal static class FreshSessionRule
{
    /// <summary>
    /// Whether a session may obtain the value of a token with these management rights. Callers with a token authenticate
    /// with every call.
    /// </summary>
    public static LifecycleError? Check(Actor actor, ManagementRights manages, DateTimeOffset now) => manages == ManagementRights.None
        ? null
        : Check(actor, "A token with management rights is created or rotated", now);

    /// <summary>
    /// Whether a session may grant these roles, or set a password for a user who has them: with management rights, such a
    /// user could create tokens in a fresh session.
    /// </summary>
    public static LifecycleError? Check(Actor actor, IEnumerable<RoleName> roles, AccessModel model, DateTimeOffset now) =>
        model.Roles.Known(roles).All(role => (role.Manages & ~ManagementRights.Own) == ManagementRights.None)
            ? null
            : Check(actor, "Users get management rights, and those who have them a password,", now);

    public static LifecycleError? Check(Actor actor, string what, DateTimeOffset now) => actor.SignedInAt is { } since && now - since > TokenReveals.Fresh
        ? new(RefusalCode.SignInAgain, $"{what} only within {TokenReveals.Fresh.TotalMinutes:0} minutes of signing in. Sign in again.")
        : null;
}
