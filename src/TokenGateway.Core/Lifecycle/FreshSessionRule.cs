using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What a session may do only shortly after its user has shown who it is: whoever finds a browser open must not get away with more than that session.</summary>
internal static class FreshSessionRule
{
    /// <summary>Whether a session may get the value of a token with these management rights. Callers by token have shown it in this very call.</summary>
    public static LifecycleError? Check(Actor actor, ManagementRights manages, DateTimeOffset now) => manages == ManagementRights.None
        ? null
        : Check(actor, "A token with management rights is created or rotated", now);

    /// <summary>
    /// Whether a session may give somebody these roles, or a password to somebody who has them: with management rights, that
    /// somebody makes tokens of them in a session that has just begun.
    /// </summary>
    public static LifecycleError? Check(Actor actor, IEnumerable<RoleName> roles, AccessModel model, DateTimeOffset now) =>
        model.Roles.Known(roles).All(role => (role.Manages & ~ManagementRights.Own) == ManagementRights.None)
            ? null
            : Check(actor, "Users get management rights, and those who have them a password,", now);

    public static LifecycleError? Check(Actor actor, string what, DateTimeOffset now) => actor.SignedInAt is { } since && now - since > TokenReveals.Fresh
        ? new(RefusalCode.SignInAgain, $"{what} only within {TokenReveals.Fresh.TotalMinutes:0} minutes of signing in. Sign in again.")
        : null;
}
