namespace TokenGateway.Core.Storage;

/// <summary>What a row of the change sequence is about.</summary>
public enum ChangeKind
{
    /// <summary>A value that was unknown may be known now: created, imported, activated, rotated. Key: the token's id.</summary>
    TokenAdded = 1,

    /// <summary>A token lost or changed something: deactivated, deleted, an overlap ended. Key: the token's id.</summary>
    TokenChanged = 2,

    /// <summary>A user changed: roles, disabled, deleted, what else is known of it. Key: the user's id.</summary>
    UserChanged = 3,

    /// <summary>A run-time setting changed. Key: empty.</summary>
    SettingsChanged = 4,
}
