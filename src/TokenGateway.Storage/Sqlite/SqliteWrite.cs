using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A transaction that holds the write lock.</summary>
/// <param name="connection">The writer's.</param>
/// <param name="transaction">Begun as IMMEDIATE: what is read in it cannot change before it ends.</param>
/// <param name="chain">Seals what is recorded of them.</param>
/// <param name="at">The time of its changes.</param>
internal sealed class SqliteWrite(SqliteConnection connection, SqliteTransaction transaction, Lazy<AuditChain> chain, DateTimeOffset at)
{
    public bool HasChanges { get; private set; }

    /// <summary>Nothing of it shall stay.</summary>
    public bool IsRolledBack { get; private set; }

    public DateTimeOffset At => at;

    /// <exception cref="StoreUnavailableException">Its key cannot be read.</exception>
    public AuditChain Chain => chain.Value;

    /// <summary>Takes back all of it, when the work ends.</summary>
    public void RollBack() => IsRolledBack = true;

    /// <summary>How many rows changed.</summary>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters, transaction);

    public long ReadNumber(string sql, object? parameters = null) =>
        connection.ExecuteScalar<long>(sql, parameters, transaction);

    public IReadOnlyList<long> ReadNumbers(string sql, object parameters) =>
        [.. connection.Query<long>(sql, parameters, transaction)];

    /// <summary>The first row's first value; null: no row.</summary>
    public byte[]? ReadBytes(string sql, object parameters) => connection.QueryFirstOrDefault<byte[]>(sql, parameters, transaction);

    /// <summary>The first row, read by <paramref name="read"/>; null: no row.</summary>
    public T? ReadRow<T>(string sql, object parameters, Func<IDataRecord, T> read)
        where T : class
    {
        using var row = connection.ExecuteReader(sql, parameters, transaction);
        return row.Read() ? read(row) : null;
    }

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public IReadOnlyList<T> ReadRows<T>(string sql, object parameters, Func<IDataRecord, T> read)
    {
        using var rows = connection.ExecuteReader(sql, parameters, transaction);
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    /// <summary>Records what is done, in the same transaction.</summary>
    public void Audit(AuditEntry entry) => SqliteAuditWrites.Append(this, Chain, entry);

    public AuditHead? ReadEnd(string which) =>
        ReadRow("SELECT seq, seal, signature FROM audit_ends WHERE which = @which", new { which }, AuditRow.ReadEnd);

    public void WriteEnd(string which, AuditHead end) => Execute(
        "INSERT OR REPLACE INTO audit_ends (which, seq, seal, signature) VALUES (@which, @seq, @seal, @signature)",
        new { which, seq = end.Seq, seal = end.Seal.ToArray(), signature = end.Signature.ToArray() });

    public void Append(ChangeKind kind, string key)
    {
        HasChanges = true;
        Execute(
            "INSERT INTO changes (kind, key, at) VALUES (@kind, @key, @at)",
            new { kind = (int)kind, key, at = at.UtcTicks });
    }
}
