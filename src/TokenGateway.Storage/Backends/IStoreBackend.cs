using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Backends;

/// <summary>The backend of one <see cref="OpenedStore"/>.</summary>
internal interface IStoreBackend : IAsyncDisposable
{
    ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Writes a heartbeat, if followers need one.</summary>
    ValueTask BeatAsync(CancellationToken cancellationToken);

    ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken);
}
