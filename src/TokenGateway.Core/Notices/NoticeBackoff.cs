using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>The retry schedule of notices.</summary>
internal static class NoticeBackoff
{
    /// <summary>After this time a notice is obsolete and is abandoned.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private static readonly ImmutableArray<TimeSpan> Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>The delay before a retry: increasing, at most 12 hours, up to a fifth shorter or longer.</summary>
    /// <param name="attempt">The failed attempt, from 1.</param>
    /// <param name="chance">From 0 to 1: spreads retries of attempts that failed together.</param>
    public static TimeSpan After(int attempt, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return Delays[Math.Min(attempt, Delays.Length) - 1] * (0.8 + (0.4 * chance));
    }
}
