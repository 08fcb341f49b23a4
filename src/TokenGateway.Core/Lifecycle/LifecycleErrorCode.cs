namespace TokenGateway.Core.Lifecycle;

/// <summary>Why a change to a token or user is refused: a closed list, told as snake case (<c>role_not_held</c>).</summary>
public enum LifecycleErrorCode
{
    NotFound,
    Forbidden,
    InvalidValue,
    TokensDisabled,
    UserNotFound,
    UserExists,
    UserDisabled,
    RoleUnknown,
    RoleNotHeld,
    PermissionNotHeld,
    ManagementRightNotHeld,

    /// <summary>A realm that the owner, or the one who asks, does not have.</summary>
    RealmNotHeld,
    LifetimeTooLong,
    EndRequired,
    EndInThePast,
    OutlivesCreator,

    /// <summary>A token that is bound to addresses would give something that works from others.</summary>
    AddressNotHeld,
    LimitReached,
    DeclaredInFile,
    TokenExpired,

    /// <summary>Tokens are made by others here (<c>Tokens:Creators</c>).</summary>
    CreatorsOnly,

    /// <summary>Owners may not do this with their own tokens (<c>Tokens:OwnersMay</c>).</summary>
    OwnersMayNot,

    /// <summary>Nobody makes or rotates tokens of others (<c>Tokens:CreateForOthers</c>).</summary>
    NotForOthers,

    ExternalIdTaken,

    /// <summary>The value is a token's already, or was one.</summary>
    ValueKnown,

    /// <summary>An imported value that can be guessed.</summary>
    ValueTooWeak,

    OverlapTooLong,

    /// <summary>Only for somebody who signed in, never for a token.</summary>
    SessionRequired,

    /// <summary>Only for a while after signing in.</summary>
    SignInAgain,

    /// <summary>The value was not kept.</summary>
    NotRecoverable,

    /// <summary>The value was kept under a key that is not there.</summary>
    KeptUnderAnotherKey,

    /// <summary>What the change rests on, who asks included, is not any more as it was when it was decided.</summary>
    ChangedMeanwhile,

    /// <summary>A setting would allow more than a key that the file names.</summary>
    SetInFile,
}
