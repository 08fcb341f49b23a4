using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Which permissions tokens needed, and since when that is recorded. As uses, it appends neither to the change sequence nor to
/// the audit log.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IPermissionUseStore
{
    /// <summary>After so many days without recording, nothing is known of the time before.</summary>
    const int LongestGap = 7;

    /// <summary>
    /// Says that the use of these permissions is recorded on a day. What was recorded within <see cref="LongestGap"/> days before
    /// goes on; otherwise it begins anew. An earlier day than is stored changes nothing.
    /// </summary>
    ValueTask RecordAsync(IReadOnlyList<string> permissions, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the last days on, in one transaction; a row that has the day is not written. Left out: tokens that are not there
    /// any more, and permissions that were never recorded.
    /// </summary>
    ValueTask AddAsync(IReadOnlyList<PermissionUse> uses, CancellationToken cancellationToken);

    /// <summary>The permissions that these tokens needed, in no order.</summary>
    ValueTask<IReadOnlyList<PermissionUse>> ListAsync(IReadOnlyCollection<TokenId> tokens, CancellationToken cancellationToken);

    /// <summary>Every permission that was ever recorded.</summary>
    ValueTask<IReadOnlyList<RecordedPermission>> ListRecordedAsync(CancellationToken cancellationToken);

    /// <summary>Takes away what was last needed before a day, at most <paramref name="limit"/>. How many went.</summary>
    ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken);
}
