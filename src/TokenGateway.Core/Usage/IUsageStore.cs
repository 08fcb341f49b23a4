using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Stores when tokens were last used and how often per day. Writes append neither to the change feed nor to the audit log, so
/// they invalidate no cached token.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store is unavailable.</remarks>
public interface IUsageStore
{
    /// <summary>
    /// Adds the counts in one transaction. A last refusal replaces any earlier one. A last use replaces only one that is earlier by at
    /// least <paramref name="resolution"/>, so that nodes do not overwrite each other with older times and the row of a token in steady
    /// use is not written all the time. Skips tokens that no longer exist.
    /// </summary>
    ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken);

    /// <summary>Lists the days on which a token had requests, ascending, from <paramref name="from"/> to <paramref name="until"/> inclusive.</summary>
    ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken);

    /// <summary>Lists the totals of all tokens for the same period. Reads every count of those days.</summary>
    ValueTask<IReadOnlyList<UsageTotal>> ListTotalsAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken);

    /// <summary>Finds the last refusal of a token; null if there was none since refusals have been recorded.</summary>
    ValueTask<TokenRefusal?> FindLastRefusalAsync(TokenId token, CancellationToken cancellationToken);

    /// <summary>Deletes at most <paramref name="limit"/> counts of days before <paramref name="before"/>, and returns their number.</summary>
    ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken);
}
