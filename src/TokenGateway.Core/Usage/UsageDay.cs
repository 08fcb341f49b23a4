namespace TokenGateway.Core.Usage;

/// <summary>How many requests presented the right secret of a token on a day (UTC); days without any are left out.</summary>
/// <param name="Day">The day.</param>
/// <param name="Requests">How many, from 1.</param>
/// <param name="Outcomes">
/// How they ended; null: counted before outcomes were. Of a day on which that began they add up to less than all requests.
/// </param>
public sealed record UsageDay(DateOnly Day, long Requests, UsageCounts? Outcomes = null);
