using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>An open store: many readers, one writer, and the signal between them.</summary>
internal sealed class SqliteDatabase : ISqlDatabase, IStoreBackend
{
    private readonly SqliteFile _file;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;
    private readonly byte[]? _auditKey;

    private SqliteDatabase(SqliteFile file, int version, byte[]? auditKey, Lazy<AuditChain> chain, TimeProvider time)
    {
        (_file, _auditKey, Chain) = (file, auditKey, chain);
        Connections = new SqliteConnections(file, version);
        _readers = new SqliteReaders(Connections, Threads);
        _writer = new SqliteWriter(Connections, Written, Chain, time);
    }

    /// <summary>The file with the key of the audit log; null: the key was configured.</summary>
    public string? AuditKeyFile => _auditKey is null ? SqliteAuditKey.PathOf(_file) : null;

    /// <summary>The migration of an older store when it was opened; null: none.</summary>
    public StoreMigration? Migration { get; private init; }

    /// <summary>Its files that other users can read or write, as arguments for <c>chmod</c>.</summary>
    public required IReadOnlyList<string> Exposed { get; init; }

    /// <summary>Seals the audit log.</summary>
    public Lazy<AuditChain> Chain { get; }

    public SqliteConnections Connections { get; }

    /// <summary>The threads for reading.</summary>
    public SqliteThreads Threads { get; } = new();

    /// <summary>Raised after each commit of this process with changes.</summary>
    public SqlChangeSignal Written { get; } = new();

    /// <summary>Creates or migrates the file if necessary.</summary>
    /// <param name="file">The file.</param>
    /// <param name="migrations">The migration steps.</param>
    /// <param name="auditKey">Seals the audit log; null: the key file beside the store, created if missing.</param>
    /// <param name="time">The clock of changes.</param>
    /// <param name="check">Checks for damage first: half a second for a million tokens.</param>
    /// <param name="checkAuditKey">Refuses a store whose audit log cannot be continued.</param>
    /// <param name="migrates">Migrates an older store; otherwise it is refused.</param>
    public static SqliteDatabase Open(
        SqliteFile file, IReadOnlyList<SqliteMigration> migrations, byte[]? auditKey, TimeProvider time, bool check = false, bool checkAuditKey = true,
        bool migrates = true)
    {
        // A store without records needs no key for reading, and on a read-only file none could be created.
        var chain = new Lazy<AuditChain>(() => new AuditChain(auditKey ?? SqliteAuditKey.ReadOrMake(file)), LazyThreadSafetyMode.PublicationOnly);
        try
        {
            SqliteCreation.EnsureExists(file, migrations, time);
            using var connection = file.Open(file.LockTimeout);
            SqliteCreation.RefuseEmpty(connection, file);
            SqliteCreation.RefuseUnfinished(connection, file);
            SqliteCreation.UseWriteAheadLog(connection, file);
            if (check)
                SqliteDamage.Check(connection, file);
            var steps = new SqliteMigrations(migrations, time);
            if (!migrates)
                steps.RequireLatest(connection, file);
            var migration = steps.Apply(connection, file);
            if (checkAuditKey)
                SqlAuditWrites.RequireOwnAsync(new SqliteSession(connection), chain).GetAwaiter().GetResult();
            return new SqliteDatabase(file, migrations[^1].Version, auditKey, chain, time) { Migration = migration, Exposed = SqliteExposure.Find(file) };
        }
        catch (Exception failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(file.Path, failure);
        }
    }

    public ValueTask<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken) => _readers.ReadAsync(query, cancellationToken);

    public ValueTask<T> WriteAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken) => _writer.RunAsync(work, cancellationToken);

    /// <summary>
    /// Checkpoints the log into the file and truncates it, as far as readers allow. Connections overwrite deleted content
    /// (<c>secure_delete</c>), which then exists nowhere.
    /// </summary>
    public async ValueTask ScrubAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await Threads.RunAsync(() =>
            {
                using var connection = _file.Open(_file.LockTimeout);
                return connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            });
        }
        catch (Exception failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(_file.Path, failure);
        }
    }

    public async ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await WriteAsync(write => SqlChangeLog.PruneAsync(write, before), cancellationToken);

    // Reads are never behind writes: a read proves as much as a heartbeat.
    public ValueTask BeatAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Action? takeBack = null;
        try
        {
            return await WriteAsync(
                async write =>
                {
                    var key = _auditKey ?? RandomNumberGenerator.GetBytes(AuditChain.MinKeyLength);
                    var head = await SqlAuditWrites.RekeyAsync(write, new AuditChain(key), entry);
                    if (_auditKey is null)
                        takeBack = SqliteAuditKey.Replace(_file, key, $"until-{head.Seq - 1}");
                    return head;
                },
                cancellationToken);
        }
        catch
        {
            takeBack?.Invoke();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        Threads.Dispose();
        _readers.Dispose();
    }
}
