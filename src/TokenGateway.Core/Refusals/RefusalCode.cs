namespace TokenGateway.Core.Refusals;

/// <summary>
/// Why the gateway refuses, on the edge, in the management API and at the command line: a closed list. What each is called
/// and answered with is in <see cref="RefusalCodes"/>; two members may have one name where it means the same at another status.
/// </summary>
public enum RefusalCode
{
    // Requests that cannot be read.
    BadTarget,
    AmbiguousCredentials,

    /// <summary>A request that could act otherwise than it was decided.</summary>
    BadRequest,

    /// <summary>Not JSON, a member or parameter that nobody knows, a cursor that is none.</summary>
    InvalidRequest,

    /// <summary>A member or parameter cannot have this value.</summary>
    InvalidValue,

    NotFound,
    MethodNotAllowed,

    /// <summary>The request is for a host that is not this gateway's (RFC 9110, 15.5.20).</summary>
    MisdirectedRequest,

    RequestTimeout,
    BodyTooLarge,
    UnsupportedMediaType,

    // Who asks.
    MissingToken,
    InvalidToken,
    TokenInactive,
    TokenExpired,
    AddressNotAllowed,

    /// <summary>A token and a session at once.</summary>
    TokenBesideSession,

    /// <summary>Signing in over plain http from another machine.</summary>
    HttpsRequired,

    /// <summary>User and password do not match.</summary>
    InvalidCredentials,

    NotSignedIn,

    /// <summary>A write by session that does not prove that it comes from our own pages.</summary>
    AntiforgeryFailed,

    // What the token lacks on a route.
    InsufficientRole,
    InsufficientPermission,
    WrongRealm,

    /// <summary>A preflight that no policy of the route allows; told without a code, as browsers read none.</summary>
    PreflightRefused,

    // What a change may not do.
    Forbidden,
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

    /// <summary>The owner of the token that asks no longer has the token's realm.</summary>
    RealmLost,

    LifetimeTooLong,
    EndRequired,
    EndInThePast,
    OutlivesCreator,

    /// <summary>A token that is bound to addresses would give something that works from others.</summary>
    AddressNotHeld,
    LimitReached,
    DeclaredInFile,

    /// <summary>A password for somebody whom an identity provider signs in.</summary>
    SignsInAtProvider,

    /// <summary>A way to sign in, or to maintain another account, for an owner that is no person.</summary>
    ServiceAccount,

    /// <summary>The token that the change is about has expired.</summary>
    SubjectExpired,

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

    // Not now.
    RateLimited,

    /// <summary>A request cannot be decided without the store.</summary>
    CannotVerify,

    /// <summary>A call cannot be answered without the store.</summary>
    StoreUnavailable,

    /// <summary>No connection more can be upgraded at the moment; told without a code.</summary>
    Overloaded,

    // What failed.
    UpstreamUnreachable,
    UpstreamTimeout,

    /// <summary>A request of the edge cannot be handled or sent as it must be; told without a code.</summary>
    CannotForward,

    /// <summary>A call of the management API failed.</summary>
    InternalError,
}
