namespace TokenGateway.Configuration.Sections;

/// <summary>How a node uses a shared limit.</summary>
internal enum RateLimitMode
{
    /// <summary>Checks Redis for every request.</summary>
    Exact,

    /// <summary>Leases several permits at once and uses them within a second.</summary>
    Leased,
}
