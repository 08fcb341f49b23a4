using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Stores which permissions tokens needed, and since when that has been recorded. As with uses, writes append neither to the
/// change feed nor to the audit log.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store is unavailable.</remarks>
public interface IPermissionUseStore
{
    /// <summary>The maximum gap, in days. After a longer one, the record starts over: the time before is no longer covered.</summary>
    const int LongestGap = 7;

    /// <summary>
    /// Records that the use of these permissions was tracked on a day. Continues a record that is at most <see cref="LongestGap"/> days
    /// old, and otherwise starts a new one. A day earlier than the stored one has no effect.
    /// </summary>
    ValueTask RecordAsync(IReadOnlyList<string> permissions, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Advances the last day of each use, in one transaction; rows that already have the day are not written. Skips tokens that no
    /// longer exist and permissions that were never recorded.
    /// </summary>
    ValueTask AddAsync(IReadOnlyList<PermissionUse> uses, CancellationToken cancellationToken);

    /// <summary>Lists the permissions that these tokens needed, in no particular order.</summary>
    ValueTask<IReadOnlyList<PermissionUse>> ListAsync(IReadOnlyCollection<TokenId> tokens, CancellationToken cancellationToken);

    /// <summary>Lists every permission that was ever recorded.</summary>
    ValueTask<IReadOnlyList<RecordedPermission>> ListRecordedAsync(CancellationToken cancellationToken);

    /// <summary>Deletes at most <paramref name="limit"/> uses whose last day is before <paramref name="before"/>, and returns their number.</summary>
    ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken);
}
