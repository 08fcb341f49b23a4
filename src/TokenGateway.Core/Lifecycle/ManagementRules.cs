using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who may query the gateway itself, without changes.</summary>
public static class ManagementRules
{
    /// <summary>Whether the actor has any management right; a token has one only if it was created with it.</summary>
    public static LifecycleError? MayCall(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Rights != ManagementRights.None
            ? null
            : new(RefusalCode.Forbidden, $"{actor.Name} has no management rights. A token has only those it was created with (manages).");
    }

    /// <summary>Whether the actor may see how routes are decided: callers who manage tokens or settings.</summary>
    public static LifecycleError? MayInspect(Actor actor) =>
        Has(actor, ManagementRights.Tokens | ManagementRights.Settings, "may manage neither tokens nor settings");

    /// <summary>Whether the actor may manage its own tokens, or everyone's.</summary>
    public static LifecycleError? MayManageOwn(Actor actor) => Has(actor, ManagementRights.Own | ManagementRights.Tokens, "may not manage tokens");

    /// <summary>Whether the actor may manage everyone's tokens.</summary>
    public static LifecycleError? MayManageTokens(Actor actor) => Has(actor, ManagementRights.Tokens, "may not manage everyone's tokens");

    public static LifecycleError? MayManageUsers(Actor actor) => Has(actor, ManagementRights.Users, "may not manage users");

    public static LifecycleError? MayManageSettings(Actor actor) => Has(actor, ManagementRights.Settings, "may not manage settings");

    public static LifecycleError? MayReadAudit(Actor actor) => Has(actor, ManagementRights.Audit, "may not read the audit log");

    private static LifecycleError? Has(Actor actor, ManagementRights anyOf, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return (actor.Rights & anyOf) != ManagementRights.None ? null : new(RefusalCode.Forbidden, $"{actor.Name} {otherwise}.");
    }
}
