using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Sql;

/// <summary>The audit log in the <c>audit</c> table.</summary>
internal sealed class SqlAuditLog(ISqlDatabase database) : IAuditLog
{
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await database.WriteAsync(
            write =>
            {
                write.Audit(entry);
                return Task.FromResult(true);
            },
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var sql = $"SELECT {AuditRow.Columns} FROM audit a WHERE a.seq > @place AND {AuditRow.Where(filter)} ORDER BY a.seq LIMIT @limit";
        return ReadAsync(sql, filter, after, limit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<AuditRecord>> ListNewestAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var sql = $"SELECT {AuditRow.Columns} FROM audit a WHERE a.seq < @place AND {AuditRow.Where(filter)} ORDER BY a.seq DESC LIMIT @limit";
        return ReadAsync(sql, filter, before ?? long.MaxValue, limit, cancellationToken);
    }

    public ValueTask<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken) => ReadEndAsync(AuditEnds.Head, cancellationToken);

    public ValueTask<AuditHead?> ReadCheckpointAsync(CancellationToken cancellationToken) => ReadEndAsync(AuditEnds.Checkpoint, cancellationToken);

    public ValueTask<AuditPruning> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.WriteAsync(write => SqlAuditPruning.RunAsync(write, before, limit), cancellationToken);
    }

    private ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        string sql, AuditFilter filter, long place, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            sql,
            new
            {
                place,
                limit,
                actor = filter.Actor,
                action = filter.Action is { } action ? AuditActions.NameOf(action) : null,
                subject = filter.Subject,
                from = filter.From?.UtcTicks,
                until = filter.Until?.UtcTicks,
            },
            AuditRow.Read),
        cancellationToken);

    private ValueTask<AuditHead?> ReadEndAsync(string which, CancellationToken cancellationToken) =>
        database.ReadAsync(session => AuditEnds.ReadAsync(session, which), cancellationToken);
}
