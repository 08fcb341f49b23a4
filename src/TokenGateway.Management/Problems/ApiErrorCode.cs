namespace TokenGateway.Management.Problems;

/// <summary>
/// Why the API itself refuses: a closed list, told in snake case. What the lifecycle refuses has codes of its own,
/// <see cref="Core.Lifecycle.LifecycleErrorCode"/>.
/// </summary>
internal enum ApiErrorCode
{
    /// <summary>The request cannot be read: not JSON, a member or parameter that nobody knows, a cursor that is none.</summary>
    InvalidRequest,

    /// <summary>A member or parameter cannot have this value.</summary>
    InvalidValue,

    MissingToken,
    InvalidToken,
    TokenInactive,
    TokenExpired,
    AddressNotAllowed,

    /// <summary>The token's owner no longer has the token's realm.</summary>
    WrongRealm,

    /// <summary>A write by session that does not prove that it comes from our own pages.</summary>
    AntiforgeryFailed,

    NotFound,
    MethodNotAllowed,

    /// <summary>The request is for a host that is not this gateway's (RFC 9110, 15.5.20).</summary>
    MisdirectedRequest,

    RequestTimeout,
    BodyTooLarge,
    UnsupportedMediaType,
    RateLimited,
    InternalError,
    StoreUnavailable,
}
