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
            : new(LifecycleErrorCode.Forbidden, $"{actor.Name} manages nothing. A token manages only what it was made for (manages).");
    }

    /// <summary>Whether the actor may see how routes are decided: who manages tokens or settings.</summary>
    public static LifecycleError? MayInspect(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return (actor.Rights & (ManagementRights.Tokens | ManagementRights.Settings)) != ManagementRights.None
            ? null
            : new(LifecycleErrorCode.Forbidden, $"{actor.Name} manages neither tokens nor settings.");
    }
}
