namespace TokenGateway.Configuration.Sections;

/// <summary>Where a limit is counted.</summary>
internal enum RateLimitScope
{
    /// <summary>In the memory of each node.</summary>
    Local,

    /// <summary>In Redis, for all nodes.</summary>
    Shared,
}
