namespace TokenGateway.Configuration.Sections;

/// <summary>How a shared limit is asked.</summary>
internal enum RateLimitMode
{
    /// <summary>With every request.</summary>
    Exact,

    /// <summary>For several permits at once, which a node uses up within a second.</summary>
    Leased,
}
