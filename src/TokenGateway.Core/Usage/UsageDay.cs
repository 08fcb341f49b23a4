namespace TokenGateway.Core.Usage;

/// <summary>The number of requests that presented the right secret of a token on one day (UTC); days without requests are omitted.</summary>
/// <param name="Day">The day.</param>
/// <param name="Requests">The number of requests, at least 1.</param>
/// <param name="Outcomes">
/// The requests by outcome; null if they were counted before outcomes were recorded. On the day when that began, they add up to less
/// than all requests.
/// </param>
public sealed record UsageDay(DateOnly Day, long Requests, UsageCounts? Outcomes = null);
