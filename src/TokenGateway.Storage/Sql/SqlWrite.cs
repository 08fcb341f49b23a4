using System.Data.Common;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// A transaction. What it changes is collected, and appended to the audit log and the change sequence at its end: the
/// ends of both are rows that every writer needs, and so none holds them for longer than that takes.
/// </summary>
/// <param name="connection">The writer's.</param>
/// <param name="dialect">Of the database.</param>
/// <param name="transaction">What is read in it and must not change is read with <see cref="SqlDialect.ForUpdate"/>.</param>
/// <param name="chain">Seals what is recorded of the changes.</param>
/// <param name="at">The time of the changes.</param>
internal sealed class SqlWrite(DbConnection connection, SqlDialect dialect, DbTransaction transaction, Lazy<AuditChain> chain, DateTimeOffset at)
    : SqlSession(connection, dialect, transaction)
{
    private readonly List<Change> _changes = [];
    private readonly List<AuditEntry> _entries = [];

    /// <summary>Where the sequence of changes ends with those of this transaction; none: it has none, or is not finished.</summary>
    public ChangeCursor End { get; private set; }

    /// <summary>Nothing of it shall stay.</summary>
    public bool IsRolledBack { get; private set; }

    public DateTimeOffset At => at;

    /// <exception cref="StoreUnavailableException">Its key cannot be read.</exception>
    public AuditChain Chain => chain.Value;

    /// <summary>Takes back all of it, when the work ends.</summary>
    public void RollBack() => IsRolledBack = true;

    /// <summary>How many rows changed. For a list of parameters the statement runs once for each.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => RunAsync(sql, parameters);

    /// <summary>Holds a lock by name to the end, where the transaction has not the whole database to itself.</summary>
    public async Task LockAsync(string name)
    {
        if (Dialect.Lock is { } sql)
            await ExecuteAsync(sql, new { name });
    }

    /// <summary>Records what is done.</summary>
    public void Audit(AuditEntry entry) => _entries.Add(entry);

    /// <summary>Announces what is done to everyone who follows the changes.</summary>
    public void Append(ChangeKind kind, string key) => _changes.Add(new Change(kind, key));

    /// <summary>For the adapter, before it commits: the end of both sequences is taken here and nowhere else.</summary>
    public async Task FinishAsync()
    {
        await SqlAuditWrites.AppendAsync(this, _entries);
        End = await SqlChangeLog.AppendAsync(this, _changes);
    }
}
