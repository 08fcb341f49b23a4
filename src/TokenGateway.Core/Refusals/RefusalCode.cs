namespace TokenGateway.Core.Refusals;

/// <summary>
/// Why the gateway refuses, on the edge, in the management API and at the command line: a closed list.
/// <see cref="RefusalCodes"/> has the names and statuses; two members may share a name if the meaning is the same with
/// another status.
/// </summary>
public enum RefusalCode
{
    // Unreadable requests.
    BadTarget,
    AmbiguousCredentials,

    /// <summary>An ambiguous request, which could act differently from its decision.</summary>
    BadRequest,

    /// <summary>Invalid JSON, an unknown member or parameter, or an invalid cursor.</summary>
    InvalidRequest,

    /// <summary>A member or parameter has an invalid value.</summary>
    InvalidValue,

    NotFound,
    MethodNotAllowed,

    /// <summary>The request is for a host that is not this gateway's (RFC 9110, 15.5.20).</summary>
    MisdirectedRequest,

    RequestTimeout,
    BodyTooLarge,
    UnsupportedMediaType,

    // Authentication.
    MissingToken,
    InvalidToken,
    TokenInactive,
    TokenExpired,
    AddressNotAllowed,

    /// <summary>A token and a session at once.</summary>
    TokenBesideSession,

    /// <summary>Sign-in over plain http from another machine.</summary>
    HttpsRequired,

    /// <summary>User and password do not match.</summary>
    InvalidCredentials,

    NotSignedIn,

    /// <summary>A write by session without proof that it comes from our own pages.</summary>
    AntiforgeryFailed,

    // Missing rights of a token on a route.
    InsufficientRole,
    InsufficientPermission,
    WrongRealm,

    /// <summary>A preflight that no policy of the route allows; without a code, as browsers read none.</summary>
    PreflightRefused,

    // Refused changes.
    Forbidden,
    TokensDisabled,
    UserNotFound,
    UserExists,
    UserDisabled,
    RoleUnknown,
    RoleNotHeld,
    PermissionNotHeld,
    ManagementRightNotHeld,

    /// <summary>A realm that the owner, or the actor, does not have.</summary>
    RealmNotHeld,

    /// <summary>The owner of the calling token no longer has the token's realm.</summary>
    RealmLost,

    LifetimeTooLong,
    EndRequired,
    EndInThePast,
    OutlivesCreator,

    /// <summary>A token bound to addresses would grant something that works from others.</summary>
    AddressNotHeld,
    LimitReached,
    DeclaredInFile,

    /// <summary>A password for a user who signs in with an identity provider.</summary>
    SignsInAtProvider,

    /// <summary>Sign-in, or the maintenance of another account, for a service account.</summary>
    ServiceAccount,

    /// <summary>The token to change has expired.</summary>
    SubjectExpired,

    /// <summary>The actor may not create tokens (<c>Tokens:Creators</c>).</summary>
    CreatorsOnly,

    /// <summary>Owners may not do this with their own tokens (<c>Tokens:OwnersMay</c>).</summary>
    OwnersMayNot,

    /// <summary>Creating and rotating tokens for others is disabled (<c>Tokens:CreateForOthers</c>).</summary>
    NotForOthers,

    ExternalIdTaken,

    /// <summary>The value is, or was, already a token's.</summary>
    ValueKnown,

    /// <summary>An imported value that is guessable.</summary>
    ValueTooWeak,

    OverlapTooLong,

    /// <summary>Requires a session, never a token.</summary>
    SessionRequired,

    /// <summary>Requires a recent sign-in.</summary>
    SignInAgain,

    /// <summary>The value was not stored.</summary>
    NotRecoverable,

    /// <summary>The value was encrypted with a key that is not configured.</summary>
    KeptUnderAnotherKey,

    /// <summary>The basis of the change, including the actor, changed after the decision.</summary>
    ChangedMeanwhile,

    /// <summary>A setting would be looser than a configured key.</summary>
    SetInFile,

    // Temporary refusals.
    RateLimited,

    /// <summary>A request cannot be decided without the store.</summary>
    CannotVerify,

    /// <summary>A call cannot be served without the store.</summary>
    StoreUnavailable,

    /// <summary>No more connections can be upgraded at the moment; without a code.</summary>
    Overloaded,

    // Failures.
    UpstreamUnreachable,
    UpstreamTimeout,

    /// <summary>A request of the edge cannot be handled or sent correctly; without a code.</summary>
    CannotForward,

    /// <summary>A call of the management API failed.</summary>
    InternalError,
}
