using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>An open store: many readers, one writer, and the signal between them.</summary>
internal sealed class SqliteDatabase : IStoreBackend
{
    private SqliteDatabase(SqliteFile file, int version, byte[]? auditKey, TimeProvider time)
    {
        // Read when something is written: a node that only reads needs none, and cannot make one either.
        Chain = new Lazy<AuditChain>(() => new AuditChain(auditKey ?? SqliteAuditKey.ReadOrMake(file)), LazyThreadSafetyMode.PublicationOnly);
        Connections = new SqliteConnections(file, version);
        Readers = new SqliteReaders(Connections, Threads);
        Writer = new SqliteWriter(Connections, Written, Chain, time);
    }

    /// <summary>Seals the audit log.</summary>
    public Lazy<AuditChain> Chain { get; }

    public SqliteConnections Connections { get; }

    /// <summary>On which the store is read.</summary>
    public SqliteThreads Threads { get; } = new();

    public SqliteReaders Readers { get; }

    public SqliteWriter Writer { get; }

    /// <summary>Raised after each commit of this process that changed something.</summary>
    public SqliteChangeSignal Written { get; } = new();

    /// <summary>Creates or migrates the file where needed.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="migrations">What brings it up to date.</param>
    /// <param name="auditKey">Seals the audit log; null: the file beside the store, made when there is none.</param>
    /// <param name="time">The clock of changes.</param>
    /// <param name="check">Looks through all of it for damage first: half a second for a million tokens.</param>
    public static SqliteDatabase Open(
        SqliteFile file, IReadOnlyList<SqliteMigration> migrations, byte[]? auditKey, TimeProvider time, bool check = false)
    {
        try
        {
            SqliteCreation.EnsureExists(file, migrations, time);
            using var connection = file.Open(file.LockTimeout);
            SqliteCreation.RefuseEmpty(connection, file);
            SqliteCreation.UseWriteAheadLog(connection, file);
            if (check)
                SqliteDamage.Check(connection, file);
            new SqliteMigrations(migrations, time).Apply(connection, file);
            if (auditKey is null)
                SqliteAuditKey.Require(file, connection);
            return new SqliteDatabase(file, migrations[^1].Version, auditKey, time);
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
        Threads.Dispose();
        Readers.Dispose();
    }
}
