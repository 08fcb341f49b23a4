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

    /// <summary>Counts that are shared do not answer, and the limit says that no request passes then.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>Of how many nodes this one allowed its part, because shared counts did not answer; 0: they did, or there are none.</summary>
    public int Part { get; set; }

    /// <summary>When permits of limits that this node counts for itself were taken; ticks of the limiter's clock.</summary>
    public long TakenAt { get; set; }

    /// <summary>
    /// When permits of shared counts were taken (<see cref="Core.RateLimiting.SharedCount.At"/>), where <see cref="Part"/> is 0; else
    /// when those of this node's part were, as <see cref="TakenAt"/>.
    /// </summary>
    public long SharedAt { get; set; }

    /// <summary>When the leases were taken that permits came from, as <see cref="SharedAt"/>: the oldest of several.</summary>
    public long LeasedAt { get; set; }

    /// <summary>Tells what is left after a cost became known.</summary>
    public void Charge(long permits) => Remaining = Math.Max(0, Remaining - permits);

    /// <param name="limit">The limit that refuses.</param>
    /// <param name="rule">Its values for this caller.</param>
    /// <param name="untilPermits">Ticks until a request can pass.</param>
    public void Refuse(RateLimit limit, RateLimitRule rule, long untilPermits)
    {
        var seconds = SecondsOf(untilPermits);
        if (!IsRefused || seconds > ResetSeconds)
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, 0, seconds);
        Exceeded = Exceeded is null ? limit.Name : $"{Exceeded},{limit.Name}";
    }

    /// <param name="limit">A limit that allows the request.</param>
    /// <param name="rule">Its values for this caller.</param>
    /// <param name="left">Permits left after this request.</param>
    /// <param name="untilWhole">Ticks until all are there.</param>
    public void Allow(RateLimit limit, RateLimitRule rule, long left, long untilWhole)
    {
        var (remaining, seconds) = (Math.Max(0, left), SecondsOf(untilWhole));
        if (Limit is null || remaining < Remaining || (remaining == Remaining && seconds > ResetSeconds))
            (Limit, Rule, Remaining, ResetSeconds) = (limit, rule, remaining, seconds);
    }

    private static long SecondsOf(long ticks) => (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
