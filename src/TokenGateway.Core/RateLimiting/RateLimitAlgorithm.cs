namespace TokenGateway.Core.RateLimiting;

/// <summary>How permits come back.</summary>
public enum RateLimitAlgorithm
{
    /// <summary>One by one, evenly; unused ones gather up to the burst.</summary>
    TokenBucket,

    /// <summary>Each as long after it was taken as the window is, to the segment.</summary>
    SlidingWindow,

    /// <summary>All at once, when the window that the first request opened is over.</summary>
    FixedWindow,
}
