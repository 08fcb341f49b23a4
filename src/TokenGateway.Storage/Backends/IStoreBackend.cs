using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Backends;

/// <summary>What stands behind the stores of one <see cref="OpenedStore"/>.</summary>
internal interface IStoreBackend : IAsyncDisposable
{
    ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken);

    ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken);
}
