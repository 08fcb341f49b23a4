namespace TokenGateway.Core.Storage;

/// <summary>The kind of a row in the change sequence.</summary>
public enum ChangeKind
{
    /// <summary>An unknown value may be known now: created, imported, activated, rotated. Key: the token's id.</summary>
    TokenAdded = 1,

    /// <summary>A token was restricted or changed: deactivated, deleted, an overlap ended. Key: the token's id.</summary>
    TokenChanged = 2,

    /// <summary>A user changed: roles, disabled, deleted, or other data. Key: the user's id.</summary>
    UserChanged = 3,

    /// <summary>A run-time setting changed. Key: empty.</summary>
    SettingsChanged = 4,
}
