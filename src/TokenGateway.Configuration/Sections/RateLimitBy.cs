namespace TokenGateway.Configuration.Sections;

/// <summary>
/// Who shares a count. Where a caller without a token has none of these, the client's address takes its place.
/// </summary>
internal enum RateLimitBy
{
    Token,

    /// <summary>All tokens of a user together.</summary>
    Owner,

    /// <summary>All tokens of a role in force together.</summary>
    Role,

    /// <summary>IPv4, or the /64 of IPv6, whatever the token.</summary>
    Address,

    /// <summary>Everyone who uses the route together.</summary>
    Route,

    Realm,
}
