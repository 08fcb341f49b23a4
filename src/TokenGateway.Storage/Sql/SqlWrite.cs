using System.Data.Common;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// A transaction. Collects its changes, and appends them to the audit log and the change sequence at its end: the heads of
/// both are rows that every writer needs, so they are locked only for that long.
/// </summary>
/// <param name="connection">The writer's connection.</param>
/// <param name="dialect">The dialect of the database.</param>
/// <param name="transaction">Rows that must not change are read with <see cref="SqlDialect.ForUpdate"/>.</param>
/// <param name="chain">Seals the audit entries.</param>
/// <param name="at">The time of the changes.</param>
internal sealed class SqlWrite(DbConnection connection, SqlDialect dialect, DbTransaction transaction, Lazy<AuditChain> chain, DateTimeOffset at)
    : SqlSession(connection, dialect, transaction)
{
    private readonly List<Change> _changes = [];
    private readonly List<AuditEntry> _entries = [];

    /// <summary>The end of the change sequence after this transaction; none: it has no changes, or is not finished.</summary>
    public ChangeCursor End { get; private set; }

    /// <summary>Whether it must be rolled back.</summary>
    public bool IsRolledBack { get; private set; }

    public DateTimeOffset At => at;

    /// <exception cref="StoreUnavailableException">Its key is unreadable.</exception>
    public AuditChain Chain => chain.Value;

    /// <summary>Rolls back everything when the work ends.</summary>
    public void RollBack() => IsRolledBack = true;

    /// <summary>Returns the number of changed rows. For a list of parameters, the statement runs once for each.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => RunAsync(sql, parameters);

    /// <summary>
    /// Runs a statement on many rows, of which no two may concern the same row of the table. Returns the number of changed rows.
    /// </summary>
    /// <param name="sql">The statement for the table <c>r</c> with a column for each property of a row: <see cref="SqlDialect.Rows"/>.</param>
    /// <param name="rows">The rows.</param>
    public Task<int> ExecuteOnRowsAsync<TRow>(Func<string, string> sql, IEnumerable<TRow> rows)
        where TRow : class
        => RunOnRowsAsync(sql, rows);

    /// <summary>Holds a named lock until the end, unless the transaction locks the whole database.</summary>
    public async Task LockAsync(string name)
    {
        if (Dialect.Lock is { } sql)
            await ExecuteAsync(sql, new { name });
    }

    /// <summary>Records an audit entry.</summary>
    public void Audit(AuditEntry entry) => _entries.Add(entry);

    /// <summary>Records a change for followers.</summary>
    public void Append(ChangeKind kind, string key) => _changes.Add(new Change(kind, key));

    /// <summary>For the adapter, before it commits: the only place that takes the heads of both sequences.</summary>
    public async Task FinishAsync()
    {
        await SqlAuditWrites.AppendAsync(this, _entries);
        End = await SqlChangeLog.AppendAsync(this, _changes);
    }
}
