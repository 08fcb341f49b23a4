namespace TokenGateway.Core.Usage;

/// <summary>The number of requests per <see cref="UsageOutcome"/>, each at least 0.</summary>
public readonly record struct UsageCounts(long Allowed = 0, long Denied = 0, long RateLimited = 0, long Unauthorized = 0, long Failed = 0)
{
    public static UsageCounts operator +(UsageCounts one, UsageCounts other) => new(
        one.Allowed + other.Allowed, one.Denied + other.Denied, one.RateLimited + other.RateLimited,
        one.Unauthorized + other.Unauthorized, one.Failed + other.Failed);

    public static UsageCounts Add(UsageCounts one, UsageCounts other) => one + other;

    /// <summary>The total of all outcomes.</summary>
    public long Sum() => Allowed + Denied + RateLimited + Unauthorized + Failed;

    /// <exception cref="ArgumentOutOfRangeException">The outcome is not a defined member.</exception>
    public long Of(UsageOutcome outcome) => outcome switch
    {
        UsageOutcome.Allowed => Allowed,
        UsageOutcome.Denied => Denied,
        UsageOutcome.RateLimited => RateLimited,
        UsageOutcome.Unauthorized => Unauthorized,
        UsageOutcome.Failed => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
