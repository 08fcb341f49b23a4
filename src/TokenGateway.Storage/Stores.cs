using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;
using TokenGateway.Storage.Declared;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Storage.Sql;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage;

/// <summary>Opens the configured store.</summary>
public static class Stores
{
    /// <summary>Opens the store and migrates its schema, after an automatic copy of an older file. Creates what is missing.</summary>
    /// <exception cref="ArgumentException">The connection string is unusable.</exception>
    /// <exception cref="StoreVersionException">The store has a newer version, or an older one and migration is off.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or created.</exception>
    public static OpenedStore Open(StoreOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return options.Provider switch
        {
            StoreProvider.Sqlite => OpenSqlite(options, time),
            StoreProvider.PostgreSql => Wait(() => PostgreSqlOpening.OpenAsync(options, PostgreSqlMigration.All, time)),
            StoreProvider.None => new OpenedStore
            {
                Tokens = new NoTokenStore(),
                Users = new NoUserStore(),
                Audit = new NoAuditLog(),
                Notices = new NoNoticeStore(),
                Usage = new NoUsageStore(),
                PermissionUses = new NoPermissionUseStore(),
                Sessions = new MemorySessionStore(),
                ProtectionKeys = new MemoryProtectionKeyStore(),
                Passkeys = new NoPasskeyStore(),
                Settings = new NoSettingsStore(),
                KeptValues = new NoKeptValues(),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "No such provider."),
        };
    }

    /// <summary>Copies a store that may be in use to a file that only its owner can read. Neither creates nor migrates the store.</summary>
    /// <param name="target">An absolute path that does not exist yet.</param>
    /// <exception cref="ArgumentException">The connection string is unusable, or there is no store.</exception>
    /// <exception cref="IOException">The target already exists, or cannot be written.</exception>
    /// <exception cref="NotSupportedException">The store is not a file: use its server's tools.</exception>
    /// <exception cref="StoreUnavailableException">The store is unreadable or damaged.</exception>
    public static StoreBackup Backup(StoreOptions options, string target)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider != StoreProvider.PostgreSql ? OnFile(options, file => SqliteBackup.Write(file, target))
            : throw new NotSupportedException("the store is a PostgreSQL database, which pg_dump copies: pg_dump --format=custom --file=tokengateway.dump DATABASE");
    }

    /// <summary>Checks a store that may be in use, every row and every index. Neither creates nor migrates it.</summary>
    /// <exception cref="ArgumentException">The connection string is unusable, or there is no store.</exception>
    /// <exception cref="StoreUnavailableException">The store is unreadable.</exception>
    public static StoreReport Check(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider == StoreProvider.PostgreSql
            ? Wait(() => PostgreSqlOpening.CheckAsync(options, PostgreSqlMigration.All))
            : OnFile(options, SqliteInspection.Look);
    }

    /// <summary>Migrates the schema of a store; a file is first checked for damage and copied to a file beside it.</summary>
    /// <returns>The migration; null: the schema is current.</returns>
    /// <exception cref="ArgumentException">The connection string is unusable, or there is no store.</exception>
    /// <exception cref="StoreVersionException">The store has a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written, or is damaged.</exception>
    public static StoreMigration? Migrate(StoreOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return options.Provider == StoreProvider.PostgreSql
            ? Wait(() => PostgreSqlOpening.MigrateAsync(options, PostgreSqlMigration.All, time))
            : MigrateSqlite(options, time);
    }

    /// <summary>
    /// Copies a store into another database, which must be empty or an unfinished copy of the same store, from an earlier
    /// or interrupted pass. It cannot be opened until it is finished.
    /// </summary>
    /// <param name="source">With the current schema version. May be in use, except for the last pass.</param>
    /// <param name="target">With the key of the source's audit log. Created if missing.</param>
    /// <param name="finishes">
    /// Whether this is the last pass: the source is frozen, and when both are equal, the target becomes a store with its
    /// own epoch.
    /// </param>
    /// <param name="progress">Called after each page committed to the target.</param>
    /// <exception cref="ArgumentException">A connection string is unusable, or names no store.</exception>
    /// <exception cref="StoreCopyRefusedException">It is the wrong target, or a store that must not be in use is.</exception>
    /// <exception cref="StoreVersionException">One of them has another version.</exception>
    /// <exception cref="StoreUnavailableException">One of them does not respond.</exception>
    public static async Task<StoreCopyResult> CopyAsync(
        StoreOptions source, StoreOptions target, bool finishes, IProgress<StoreCopyProgress> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(time);
        await using var from = await CopySides.OpenSourceAsync(source, time);
        await using var to = await CopySides.OpenTargetAsync(target, time);
        return await new StoreCopy(from, to, CopySides.AuditKeyOf(target), progress).RunAsync(finishes, cancellationToken);
    }

    private static StoreMigration? MigrateSqlite(StoreOptions options, TimeProvider time) =>
        OnFile(options, file =>
        {
            using var connection = file.Open(file.LockTimeout);
            SqliteCreation.RefuseEmpty(connection, file);
            SqliteCreation.RefuseUnfinished(connection, file);
            SqliteCreation.UseWriteAheadLog(connection, file);
            SqliteDamage.Check(connection, file);
            return new SqliteMigrations(SqliteMigration.All, time).Apply(connection, file);
        });

    // Commands and the host's startup block on their store: on the pool, away from any synchronization context.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private static T OnFile<T>(StoreOptions options, Func<SqliteFile, T> work)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider != StoreProvider.Sqlite)
            throw new ArgumentException("there is no store: Provider is None, and everything is declared in the file", nameof(options));
        var file = SqliteFile.Parse(options.ConnectionString, options.BaseFolder);
        file.RequireExisting();
        try
        {
            return work(file);
        }
        catch (SqliteException failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(file.Path, failure);
        }
    }

    private static OpenedStore OpenSqlite(StoreOptions options, TimeProvider time)
    {
        var file = SqliteFile.Parse(options.ConnectionString, options.BaseFolder);
        if (!options.Creates)
            file.RequireExisting();
        var database = SqliteDatabase.Open(file, SqliteMigration.All, options.AuditKey, time, options.CheckForDamage, options.CheckAuditKey, options.Migrates);
        return SqlStores.Over(database) with
        {
            Changes = new SqliteChangeFeed(database, time),
            AuditChain = database.Chain,
            AuditKeyFile = database.AuditKeyFile,
            Migration = database.Migration,
            Exposed = database.Exposed,
            Backend = database,
        };
    }
}
