namespace TokenGateway.Core.RateLimiting;

/// <summary>The parameters of a limit whose counters the nodes share.</summary>
/// <param name="Algorithm">How permits are replenished.</param>
/// <param name="Permits">The number of permits replenished per <paramref name="Window"/>; at least 1.</param>
/// <param name="Window">The length of the window; at least one second.</param>
/// <param name="Most">The maximum number of permits available at once; differs from <paramref name="Permits"/> only for a token bucket.</param>
/// <param name="Segments">The number of segments of a sliding window.</param>
public sealed record SharedLimit(RateLimitAlgorithm Algorithm, long Permits, TimeSpan Window, long Most, int Segments);
