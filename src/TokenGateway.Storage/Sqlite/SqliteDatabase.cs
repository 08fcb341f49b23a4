using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>An open store: many readers, one writer, and the signal between them.</summary>
internal sealed class SqliteDatabase : IStoreBackend
{
    private SqliteDatabase(SqliteFile file, int version, TimeProvider time)
    {
        Connections = new SqliteConnections(file, version);
        Readers = new SqliteReaders(Connections);
        Writer = new SqliteWriter(Connections, Written, time);
    }

    public SqliteConnections Connections { get; }

    public SqliteReaders Readers { get; }

    public SqliteWriter Writer { get; }

    /// <summary>Raised after each commit of this process that changed something.</summary>
    public SqliteChangeSignal Written { get; } = new();

    /// <summary>Creates or migrates the file where needed.</summary>
    public static SqliteDatabase Open(SqliteFile file, IReadOnlyList<SqliteMigration> migrations, TimeProvider time)
    {
        try
        {
            file.EnsureExists();
            using var connection = file.Open(file.LockTimeout);
            UseWriteAheadLog(connection, file);
            new SqliteMigrations(migrations, time).Apply(connection, file);
            return new SqliteDatabase(file, migrations[^1].Version, time);
        }
        catch (Exception failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(file.Path, failure);
        }
    }

    public async ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await Writer.RunAsync(write => SqliteChangeLog.Prune(write, before), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Readers.Dispose();
    }

    // Readers go on while somebody writes; the setting stays in the file.
    private static void UseWriteAheadLog(SqliteConnection connection, SqliteFile file)
    {
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        if (mode != "wal")
            throw new StoreUnavailableException($"The store {file.Path} cannot use a write-ahead log (it uses '{mode}'): is it on a network file system?");
    }
}
