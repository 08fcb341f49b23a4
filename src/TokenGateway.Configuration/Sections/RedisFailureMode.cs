namespace TokenGateway.Configuration.Sections;

/// <summary>The handling of a request with a shared limit while Redis does not respond.</summary>
internal enum RedisFailureMode
{
    /// <summary>Each node allows its share of the limit.</summary>
    Local,

    /// <summary>The request is refused with 503.</summary>
    Deny,

    /// <summary>The request is allowed.</summary>
    Allow,
}
