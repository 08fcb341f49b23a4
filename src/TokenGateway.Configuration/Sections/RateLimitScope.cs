namespace TokenGateway.Configuration.Sections;

/// <summary>Where a limit is counted.</summary>
internal enum RateLimitScope
{
    /// <summary>By each node for itself, in its memory.</summary>
    Local,

    /// <summary>By all nodes together, in Redis.</summary>
    Shared,
}
