using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Usage;

/// <summary>Deletes daily counts that are older than the retention period, in small batches.</summary>
public static class UsageRetention
{
    /// <summary>The same as the default of the audit log: a year, plus a few weeks to review it.</summary>
    public const int KeptDays = 400;

    private const int BatchSize = 2_000;

    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
    public static ValueTask PruneAsync(IUsageStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return PruneAsync(before => store.PruneAsync(before, BatchSize, cancellationToken), time, cancellationToken);
    }

    /// <summary>Deletes permission uses whose last day is older than the same period.</summary>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
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
