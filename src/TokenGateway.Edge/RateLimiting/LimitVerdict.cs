using System.Runtime.InteropServices;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// How a request stands with the limits of its route: told by the tightest of them, which is the one with the fewest
/// permits left, or of those that refuse the one that refuses longest.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LimitVerdict
{
    /// <summary>The tightest limit; null: none holds for this caller.</summary>
    public RateLimit? Limit { get; private set; }

    /// <summary>Of <see cref="Limit"/>, the values that hold for this caller.</summary>
    public RateLimitRule? Rule { get; private set; }

    public bool IsRefused => Exceeded is not null;

    /// <summary>The names of the limits that refuse, with commas; null: none does.</summary>
    public string? Exceeded { get; private set; }

    /// <summary>Permits left after this request.</summary>
    public long Remaining { get; private set; }

    /// <summary>Whole seconds, rounded up, until all permits are there again; when refused, until a request can pass.</summary>
    public long ResetSeconds { get; private set; }

    /// <summary>All limits that hold for this caller, as <c>RateLimit-Policy</c> tells them.</summary>
    public string? Policy { get; init; }

    public void Refuse(RateLimit limit, RateLimitRule rule, Partition partition)
    {
        var seconds = SecondsOf(partition.UntilPermit);
        if (!IsRefused || seconds > ResetSeconds)
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, 0, seconds);
        Exceeded = Exceeded is null ? limit.Name : $"{Exceeded},{limit.Name}";
    }

    public void Allow(RateLimit limit, RateLimitRule rule, Partition partition)
    {
        var (remaining, seconds) = (partition.Remaining, SecondsOf(partition.UntilWhole));
        if (Limit is null || remaining < Remaining || (remaining == Remaining && seconds > ResetSeconds))
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, remaining, seconds);
    }

    private static long SecondsOf(long ticks) => (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
