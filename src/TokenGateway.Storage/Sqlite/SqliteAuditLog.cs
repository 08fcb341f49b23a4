using Dapper;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>The audit log in the <c>audit</c> table.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await database.Writer.RunAsync(
            write =>
            {
                write.Audit(entry);
                return true;
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
        return database.Writer.RunAsync(write => SqliteAuditPruning.Run(write, before, limit), cancellationToken);
    }

    private ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        string sql, AuditFilter filter, long place, int limit, CancellationToken cancellationToken) => database.Readers.ReadAsync(
        IReadOnlyList<AuditRecord> (session) =>
        {
            using var rows = session.Connection.ExecuteReader(sql, new
            {
                place,
                limit,
                actor = filter.Actor,
                action = filter.Action is { } action ? AuditActions.NameOf(action) : null,
                subject = filter.Subject,
                from = filter.From?.UtcTicks,
                until = filter.Until?.UtcTicks,
            });
            var records = new List<AuditRecord>();
            while (rows.Read())
                records.Add(AuditRow.Read(rows));
            return records;
        },
        cancellationToken);

    private ValueTask<AuditHead?> ReadEndAsync(string which, CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session =>
        {
            using var row = session.Connection.ExecuteReader("SELECT seq, seal, signature FROM audit_ends WHERE which = @which", new { which });
            return row.Read() ? AuditRow.ReadEnd(row) : null;
        },
        cancellationToken);
}
