using TokenGateway.Core.Access;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who may ask what of the gateway itself, where nothing is changed.</summary>
public static class ManagementRules
{
    /// <summary>Whether the actor manages anything at all; a token does only when it was made so.</summary>
    public static LifecycleError? MayCall(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Rights != ManagementRights.None
            ? null
            : new(LifecycleErrorCode.Forbidden, $"{actor.Name} has no management rights. A token has only those it was created with (manages).");
    }

    /// <summary>Whether the actor may see how routes are decided: who manages tokens or settings.</summary>
    public static LifecycleError? MayInspect(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return (actor.Rights & (ManagementRights.Tokens | ManagementRights.Settings)) != ManagementRights.None
            ? null
            : new(LifecycleErrorCode.Forbidden, $"{actor.Name} may manage neither tokens nor settings.");
    }
}
