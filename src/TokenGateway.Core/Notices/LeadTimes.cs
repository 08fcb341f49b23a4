using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>Determines the lead time that is due for a token.</summary>
internal static class LeadTimes
{
    /// <summary>
    /// The shortest lead time that has begun: after a long outage several have, and one notice is enough. A lead time as
    /// long as the token's whole lifetime is skipped. Null: none is due.
    /// </summary>
    public static TimeSpan? Due(Token token, ImmutableArray<TimeSpan> leadTimes, DateTimeOffset now)
    {
        if (token.ExpiresAt is not { } end || token.StateAt(now) != TokenState.Active)
            return null;
        TimeSpan? shortest = null;
        foreach (var lead in leadTimes)
        {
            if (end - now <= lead && lead < end - token.CreatedAt && !(lead >= shortest))
                shortest = lead;
        }

        return shortest;
    }
}
