namespace TokenGateway.Core.Auditing;

/// <summary>An audited action. The names, in dotted snake case, are stored: members are added and never renamed.</summary>
public enum AuditAction
{
    /// <summary>An unknown name: recorded by a newer version, or tampered with. Never recorded.</summary>
    Unknown = -1,

    TokenCreated,
    TokenImported,
    TokenDeactivated,
    TokenActivated,
    TokenRotated,

    /// <summary>The overlap of the last rotation was ended early.</summary>
    TokenOverlapEnded,

    TokenDeleted,

    /// <summary>A retired secret was presented.</summary>
    TokenSecretReused,

    /// <summary>The token was reported as leaked.</summary>
    TokenLeaked,

    /// <summary>The value was shown to the owner again.</summary>
    TokenRevealed,

    UserCreated,
    UserRolesChanged,
    UserRealmsChanged,
    UserCreatorChanged,

    /// <summary>The e-mail address or the display name.</summary>
    UserProfileChanged,
    UserPasswordChanged,

    /// <summary>The maintainers of a service account.</summary>
    UserMaintainersChanged,
    UserDisabled,
    UserEnabled,
    UserDeleted,
    PasskeyAdded,
    PasskeyRemoved,
    SessionStarted,
    SessionRefused,
    SessionEnded,
    SettingsChanged,

    /// <summary>Old records were removed, up to a signed checkpoint.</summary>
    AuditPruned,

    /// <summary>The log has a new key from here on; earlier records can no longer be verified.</summary>
    AuditRekeyed,
}
