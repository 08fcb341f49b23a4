using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Backends;

/// <summary>What stands behind the stores of one <see cref="OpenedStore"/>.</summary>
internal interface IStoreBackend : IAsyncDisposable
{
    ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Writes a heartbeat, where followers need one.</summary>
    ValueTask BeatAsync(CancellationToken cancellationToken);

    ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken);
}
