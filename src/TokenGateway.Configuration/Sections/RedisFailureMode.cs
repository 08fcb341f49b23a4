namespace TokenGateway.Configuration.Sections;

/// <summary>What becomes of a request with a shared limit while Redis does not answer.</summary>
internal enum RedisFailureMode
{
    /// <summary>Each node allows its part of the limit.</summary>
    Local,

    /// <summary>It is refused with 503.</summary>
    Deny,

    /// <summary>It passes.</summary>
    Allow,
}
