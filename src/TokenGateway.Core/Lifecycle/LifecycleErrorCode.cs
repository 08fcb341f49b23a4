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
    LifetimeTooLong,
    EndRequired,
    EndInThePast,
    OutlivesCreator,
    LimitReached,
    DeclaredInFile,
    TokenExpired,
}
