using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: nothing changes, and other events only go to the log.</summary>
internal sealed class NoAuditLog : IAuditLog
{
    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, long after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<AuditRecord>> ListNewestAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken) => default;

    public ValueTask<AuditHead?> ReadCheckpointAsync(CancellationToken cancellationToken) => default;

    public ValueTask<AuditPruning> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => new(new AuditPruning(0));
}
