using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A transaction that holds the write lock.</summary>
/// <param name="connection">The writer's.</param>
/// <param name="transaction">Begun as IMMEDIATE: what is read in it cannot change before it ends.</param>
/// <param name="at">The time of its changes.</param>
internal sealed class SqliteWrite(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset at)
{
    public bool HasChanges { get; private set; }

    /// <summary>How many rows changed.</summary>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters, transaction);

    public long ReadNumber(string sql, object? parameters = null) =>
        connection.ExecuteScalar<long>(sql, parameters, transaction);

    public IReadOnlyList<long> ReadNumbers(string sql, object parameters) =>
        [.. connection.Query<long>(sql, parameters, transaction)];

    public void Append(ChangeKind kind, string key)
    {
        HasChanges = true;
        Execute(
            "INSERT INTO changes (kind, key, at) VALUES (@kind, @key, @at)",
            new { kind = (int)kind, key, at = at.UtcTicks });
    }
}
