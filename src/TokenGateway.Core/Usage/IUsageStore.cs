using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// When tokens were last used and how often a day. Writes append neither to the change sequence nor to the audit log:
/// no cached token is touched by them.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IUsageStore
{
    /// <summary>
    /// Adds the counts in one transaction. A last refusal replaces any earlier one. A last use replaces only one that is earlier by <paramref name="resolution"/>, so that
    /// nodes do not set each other back and a token in steady use does not have its row written all the time. Uses of tokens
    /// that are not there any more are left out.
    /// </summary>
    ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken);

    /// <summary>The days of a token with requests, ascending, from <paramref name="from"/> to <paramref name="until"/>, both included.</summary>
    ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken);

    /// <summary>The same of all tokens together. Reads every count of those days.</summary>
    ValueTask<IReadOnlyList<UsageTotal>> ListTotalsAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken);

    /// <summary>The last refusal of a token; null: there was none since refusals are recorded.</summary>
    ValueTask<TokenRefusal?> FindLastRefusalAsync(TokenId token, CancellationToken cancellationToken);

    /// <summary>Takes away counts of days before <paramref name="before"/>, at most <paramref name="limit"/>. How many went.</summary>
    ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken);
}
