namespace TokenGateway.Core.Usage;

/// <summary>Requests by <see cref="UsageOutcome"/>, each from 0.</summary>
public readonly record struct UsageCounts(long Allowed = 0, long Denied = 0, long RateLimited = 0, long Unauthorized = 0, long Failed = 0)
{
    public static UsageCounts operator +(UsageCounts one, UsageCounts other) => new(
        one.Allowed + other.Allowed, one.Denied + other.Denied, one.RateLimited + other.RateLimited,
        one.Unauthorized + other.Unauthorized, one.Failed + other.Failed);

    public static UsageCounts Add(UsageCounts one, UsageCounts other) => one + other;

    /// <summary>All of them together.</summary>
    public long Sum() => Allowed + Denied + RateLimited + Unauthorized + Failed;

    /// <exception cref="ArgumentOutOfRangeException">It is no member.</exception>
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
