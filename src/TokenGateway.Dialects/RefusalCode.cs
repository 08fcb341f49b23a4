namespace TokenGateway.Dialects;

/// <summary>
/// Why a request is refused on the edge: a closed list, told as the <c>code</c> of the answer in snake case.
/// </summary>
public enum RefusalCode
{
    BadTarget,
    AmbiguousCredentials,
    NotFound,
    MissingToken,
    InvalidToken,
    TokenInactive,
    TokenExpired,
    MethodNotAllowed,
    InsufficientRole,
    InsufficientPermission,
    WrongRealm,
    AddressNotAllowed,
    RateLimited,
    StoreUnavailable,
    UpstreamUnreachable,
    UpstreamTimeout,

    /// <summary>A request that could act otherwise than it was decided; sent without a code.</summary>
    BadRequest,

    /// <summary>A preflight that no policy of the route allows; told without a code, as browsers read none.</summary>
    PreflightRefused,

    /// <summary>No connection more can be upgraded at the moment; told without a code.</summary>
    Overloaded,

    /// <summary>The gateway cannot send the request as it must be sent; told without a code.</summary>
    InternalError,
}
