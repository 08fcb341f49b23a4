namespace TokenGateway.Core.RateLimiting;

/// <summary>How permits are replenished.</summary>
public enum RateLimitAlgorithm
{
    /// <summary>At a constant rate, one by one; unused permits accumulate up to the burst.</summary>
    TokenBucket,

    /// <summary>Each permit returns one window after it was taken, to the precision of a segment.</summary>
    SlidingWindow,

    /// <summary>All permits return at once, at the end of the window that the first request opened.</summary>
    FixedWindow,
}
