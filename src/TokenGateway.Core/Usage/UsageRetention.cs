using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Usage;

/// <summary>Takes away daily counts that are older than is kept, a little at a time.</summary>
public static class UsageRetention
{
    /// <summary>As long as the audit log by default: a year and some weeks to look at it.</summary>
    public const int KeptDays = 400;

    private const int BatchSize = 2_000;

    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static ValueTask PruneAsync(IUsageStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return PruneAsync(before => store.PruneAsync(before, BatchSize, cancellationToken), time, cancellationToken);
    }

    /// <summary>The same of permissions that were last needed so long ago.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static ValueTask PruneAsync(IPermissionUseStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return PruneAsync(before => store.PruneAsync(before, BatchSize, cancellationToken), time, cancellationToken);
    }

    private static async ValueTask PruneAsync(Func<DateOnly, ValueTask<int>> prune, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var before = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-KeptDays);
        while (await prune(before) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
