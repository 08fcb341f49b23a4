using System.Runtime.InteropServices;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The result of checking a request against the limits of its route. It reports the tightest limit: the one with the fewest
/// remaining permits or, if limits refuse, the one that refuses for longest.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LimitVerdict
{
    /// <summary>The tightest limit; null if no limit applies to this caller.</summary>
    public RateLimit? Limit { get; private set; }

    /// <summary>The rule of <see cref="Limit"/> that applies to this caller.</summary>
    public RateLimitRule? Rule { get; private set; }

    public bool IsRefused => Exceeded is not null;

    /// <summary>The names of the limits that refuse, separated by commas; null if none does.</summary>
    public string? Exceeded { get; private set; }

    /// <summary>The permits that remain after this request.</summary>
    public long Remaining { get; private set; }

    /// <summary>Whole seconds, rounded up, until all permits are available again or, if refused, until a request can pass.</summary>
    public long ResetSeconds { get; private set; }

    /// <summary>All limits that apply to this caller, as the value of <c>RateLimit-Policy</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the shared counters are unavailable and the limit denies all requests in that case.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>The number of nodes that limits were divided by because the shared counters were unavailable; otherwise 0.</summary>
    public int Part { get; set; }

    /// <summary>When permits were taken from limits that this node counts on its own; ticks of the limiter's clock.</summary>
    public long TakenAt { get; set; }

    /// <summary>
    /// When permits were taken from shared counters (<see cref="Core.RateLimiting.SharedCount.At"/>) if <see cref="Part"/> is 0;
    /// otherwise when they were taken from this node's share, in the unit of <see cref="TakenAt"/>.
    /// </summary>
    public long SharedAt { get; set; }

    /// <summary>When the leases that the permits came from were refilled, in the unit of <see cref="SharedAt"/>; the oldest if there are several.</summary>
    public long LeasedAt { get; set; }

    /// <summary>Updates the remaining permits after the cost became known.</summary>
    public void Charge(long permits) => Remaining = Math.Max(0, Remaining - permits);

    /// <param name="limit">The limit that refuses.</param>
    /// <param name="rule">The rule of the limit that applies to this caller.</param>
    /// <param name="untilPermits">Ticks until a request can pass.</param>
    public void Refuse(RateLimit limit, RateLimitRule rule, long untilPermits)
    {
        var seconds = SecondsOf(untilPermits);
        if (!IsRefused || seconds > ResetSeconds)
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, 0, seconds);
        Exceeded = Exceeded is null ? limit.Name : $"{Exceeded},{limit.Name}";
    }

    /// <param name="limit">A limit that allows the request.</param>
    /// <param name="rule">The rule of the limit that applies to this caller.</param>
    /// <param name="left">The permits that remain after this request.</param>
    /// <param name="untilFull">Ticks until all permits are available.</param>
    public void Allow(RateLimit limit, RateLimitRule rule, long left, long untilFull)
    {
        var (remaining, seconds) = (Math.Max(0, left), SecondsOf(untilFull));
        if (Limit is null || remaining < Remaining || (remaining == Remaining && seconds > ResetSeconds))
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, remaining, seconds);
    }

    private static long SecondsOf(long ticks) => (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
