namespace TokenGateway.Configuration.Sections;

/// <summary>Who shares a count. If a caller without a token has none of these, the client's address is used instead.</summary>
internal enum RateLimitBy
{
    Token,

    /// <summary>All tokens of a user.</summary>
    Owner,

    /// <summary>All tokens with the same effective role.</summary>
    Role,

    /// <summary>The IPv4 address, or the /64 of IPv6, whatever the token.</summary>
    Address,

    /// <summary>All callers of the route.</summary>
    Route,

    Realm,
}
