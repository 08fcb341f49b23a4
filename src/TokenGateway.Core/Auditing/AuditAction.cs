namespace TokenGateway.Core.Auditing;

/// <summary>What happened. The names, in dotted snake case, are stored: members are added and never renamed.</summary>
public enum AuditAction
{
    /// <summary>A name that this program does not know: a newer one recorded it, or somebody wrote over it. Never recorded.</summary>
    Unknown = -1,

    TokenCreated,
    TokenImported,
    TokenDeactivated,
    TokenActivated,
    TokenRotated,

    /// <summary>The secret before the last rotation was ended before its time.</summary>
    TokenOverlapEnded,

    TokenDeleted,

    /// <summary>Somebody presented a secret that a rotation had retired.</summary>
    TokenSecretReused,

    /// <summary>Somebody told the gateway that the token had leaked.</summary>
    TokenLeaked,

    /// <summary>The owner was shown the value again.</summary>
    TokenRevealed,

    UserCreated,
    UserRolesChanged,
    UserRealmsChanged,
    UserCreatorChanged,

    /// <summary>The e-mail address or the display name.</summary>
    UserProfileChanged,
    UserPasswordChanged,

    /// <summary>Who manages the tokens of a service account.</summary>
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

    /// <summary>Old records went, up to a signed checkpoint.</summary>
    AuditPruned,

    /// <summary>Another key seals the log from here on; what stands before can no longer be verified.</summary>
    AuditRekeyed,
}
