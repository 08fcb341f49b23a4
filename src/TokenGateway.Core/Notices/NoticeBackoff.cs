using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>When a notice that could not be delivered is tried again.</summary>
public static class NoticeBackoff
{
    /// <summary>After so long nobody needs it any more: it is given up.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private static readonly ImmutableArray<TimeSpan> Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>How long to wait: longer each time, at most 12 hours, up to a fifth shorter or longer.</summary>
    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="chance">From 0 to 1: spreads what failed together, so that it does not come back together.</param>
    public static TimeSpan After(int attempt, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return Delays[Math.Min(attempt, Delays.Length) - 1] * (0.8 + (0.4 * chance));
    }
}
