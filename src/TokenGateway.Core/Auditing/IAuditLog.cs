using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// What happened to tokens, users and the gateway, in order; only ever appended to. Changes are recorded by the stores
/// themselves, in the transaction of the change; <see cref="AppendAsync"/> is for what changes nothing else.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IAuditLog
{
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Records by ascending number, at most <paramref name="limit"/>, those after <paramref name="after"/> only.</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Records by descending number, the newest first, those before <paramref name="before"/> only (null: all).</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ListNewestAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The signed end of the chain; null: nothing was recorded yet.</summary>
    ValueTask<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Up to where retention took records away, or an earlier key sealed them; null: nowhere.</summary>
    ValueTask<AuditHead?> ReadCheckpointAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes away the oldest records, those before <paramref name="before"/>, at most <paramref name="limit"/> and never
    /// the newest; leaves a signed checkpoint and a record of it. What it takes away it has checked: otherwise whoever made
    /// records look old would have the proof removed.
    /// </summary>
    ValueTask<AuditPruning> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
