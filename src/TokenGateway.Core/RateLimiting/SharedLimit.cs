namespace TokenGateway.Core.RateLimiting;

/// <summary>The values of a limit whose counts nodes share.</summary>
/// <param name="Algorithm">How permits come back.</param>
/// <param name="Permits">So many come back in <paramref name="Window"/>; at least 1.</param>
/// <param name="Window">At least a second.</param>
/// <param name="Most">The most permits that can be there at once; other than <paramref name="Permits"/> only for a token bucket.</param>
/// <param name="Segments">Parts of a sliding window.</param>
public sealed record SharedLimit(RateLimitAlgorithm Algorithm, long Permits, TimeSpan Window, long Most, int Segments);
