using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A file as source or target of a copy.</summary>
internal sealed class SqliteCopySide : CopySide
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteConnection _connection;
    private readonly SqliteFile _file;

    private SqliteCopySide(SqliteFile file, SqliteConnection connection)
        : base(file.Path, connection) => (_file, _connection, Session) = (file, connection, new SqliteSession(connection));

    public override SqlSession Session { get; }

    /// <exception cref="StoreVersionException">The store has an older or newer version.</exception>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static CopySide OpenSource(SqliteFile file, TimeProvider time) => Open(file, connection => new SqliteMigrations(SqliteMigration.All, time).RequireLatest(connection, file));

    /// <summary>Creates a missing file, and migrates an older one.</summary>
    /// <exception cref="StoreVersionException">The store is newer.</exception>
    /// <exception cref="SqliteException">It cannot be opened or created.</exception>
    public static CopySide OpenTarget(SqliteFile file, TimeProvider time)
    {
        SqliteCreation.EnsureExists(file, SqliteMigration.All, time);
        return Open(file, connection =>
        {
            SqliteCreation.UseWriteAheadLog(connection, file);
            new SqliteMigrations(SqliteMigration.All, time).Apply(connection, file);
        });
    }

    public override async Task<IReadOnlyList<string>> ListTablesAsync() =>
        [.. (await QueryAsync("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", [])).Select(row => (string)row[0]!)];

    public override async Task<IReadOnlyList<string>> ListColumnsAsync(string table) =>
        [.. (await QueryAsync("SELECT name FROM pragma_table_info(@p0)", [table])).Select(row => (string)row[0]!)];

    public override async Task<IReadOnlyList<IReadOnlyList<string>>> ListUniqueAsync(string table)
    {
        var rows = await QueryAsync(
            "SELECT l.name, i.name FROM pragma_index_list(@p0) l JOIN pragma_index_info(l.name) i WHERE l.\"unique\" ORDER BY l.name, i.seqno", [table]);
        return [.. rows.GroupBy(row => (string)row[0]!, row => (string)row[1]!, StringComparer.Ordinal).Select(index => index.ToList())];
    }

    public override Task TakeAsync() => HoldAsync();

    /// <summary>
    /// Every process with the store open, even for reading, holds a lock that conflicts with this one, and cannot acquire
    /// it any more. It is held across transactions.
    /// </summary>
    public override Task HoldAsync() => OnStoreAsync(async () =>
    {
        try
        {
            // Without waiting: a waiter for this lock prevents others from opening the store.
            await ExecuteAsync("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE", []);
            await using var transaction = _connection.BeginTransaction(deferred: false);
            await transaction.CommitAsync();
            return true;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Busy or Locked)
        {
            throw new StoreCopyRefusedException($"The store {Name} is in use. Stop every gateway and command that uses it, and run this again.");
        }
    });

    public override Task InsertAsync(CopyShape shape, IReadOnlyList<object?[]> rows) => ForEachAsync(
        $"INSERT INTO {Quote(shape.Table.Name)} ({string.Join(", ", shape.Columns.Select(Quote))}) VALUES ({string.Join(", ", shape.Columns.Select((_, i) => $"@p{i}"))})",
        rows);

    public override Task DeleteAsync(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> keys) => ForEachAsync(
        $"DELETE FROM {Quote(table)} WHERE {string.Join(" AND ", columns.Select((column, i) => $"{Quote(column)} = @p{i}"))}",
        keys);

    public override async Task<long> ReadHighestAsync(CopyTable table) => (long)(await QueryAsync(
        $"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = @p0), 0), coalesce((SELECT max({Quote(table.Key[0])}) FROM {Quote(table.Name)}), 0))",
        [table.Name]))[0][0]!;

    public override async Task RaiseHighestAsync(CopyTable table, long number)
    {
        if (await ExecuteAsync("UPDATE sqlite_sequence SET seq = max(seq, @p1) WHERE name = @p0", [table.Name, number]) == 0)
            await ExecuteAsync("INSERT INTO sqlite_sequence (name, seq) VALUES (@p0, @p1)", [table.Name, number]);
    }

    protected override StoreUnavailableException? Explain(Exception failure) =>
        SqliteErrors.IsOutage(failure) ? SqliteErrors.Explain(_file.Path, failure) : null;

    private static SqliteCopySide Open(SqliteFile file, Action<SqliteConnection> prepare)
    {
        var connection = file.Open(file.LockTimeout);
        try
        {
            SqliteCreation.RefuseEmpty(connection, file);
            prepare(connection);
            return new SqliteCopySide(file, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Task<bool> ForEachAsync(string sql, IReadOnlyList<object?[]> all) => OnStoreAsync(async () =>
    {
        if (all.Count == 0)
            return true;
        await using var command = CreateCommand(sql, all[0]);
        await command.PrepareAsync();
        foreach (var values in all)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }

        return true;
    });
}
