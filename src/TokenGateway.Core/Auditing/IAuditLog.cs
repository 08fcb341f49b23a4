using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// The ordered, append-only log of changes to tokens, users and the gateway. The stores record changes themselves, in the
/// transaction of the change; <see cref="AppendAsync"/> is for events without another change.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface IAuditLog
{
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Records by ascending number, at most <paramref name="limit"/>, only those after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Records by descending number, newest first, only those before <paramref name="before"/> (null: all).</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ListNewestAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The signed end of the chain; null: no records yet.</summary>
    ValueTask<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>The position up to which retention removed records, or an earlier key sealed them; null: none.</summary>
    ValueTask<AuditHead?> ReadCheckpointAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes the oldest records, those before <paramref name="before"/>, at most <paramref name="limit"/> and never the
    /// newest; leaves a signed checkpoint and a record of the pruning. Verifies the records first: otherwise backdating
    /// records would be a way to destroy evidence.
    /// </summary>
    ValueTask<AuditPruning> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
