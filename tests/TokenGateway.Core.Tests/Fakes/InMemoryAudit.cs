using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>An audit log in a list, without seals.</summary>
internal sealed class InMemoryAudit(TimeProvider time) : IAuditLog
{
    private readonly List<AuditRecord> _records = [];

    public IReadOnlyList<AuditRecord> Records
    {
        get
        {
            lock (_records)
                return [.. _records];
        }
    }

    public bool IsDown { get; set; }

    public void Append(AuditEntry entry)
    {
        lock (_records)
            _records.Add(new AuditRecord(_records.Count + 1, time.GetUtcNow(), entry, []));
    }

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new StoreUnavailableException("down");
        Append(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, long after, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<AuditRecord>>([.. Records.Where(one => one.Seq > after && Holds(filter, one)).Take(limit)]);

    public ValueTask<IReadOnlyList<AuditRecord>> ListNewestAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<AuditRecord>>([.. Records.Reverse().Where(one => one.Seq < (before ?? long.MaxValue) && Holds(filter, one)).Take(limit)]);

    public ValueTask<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Records is [.., var last] ? new AuditHead(last.Seq, [], []) : null);

    public ValueTask<AuditHead?> ReadCheckpointAsync(CancellationToken cancellationToken) => ValueTask.FromResult<AuditHead?>(null);

    public ValueTask<AuditPruning> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static bool Holds(AuditFilter filter, AuditRecord record) =>
        (filter.Action is null || record.Entry.Action == filter.Action) && (filter.Subject is null || record.Entry.Subject == filter.Subject)
        && (filter.From is null || record.At >= filter.From);
}
