using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;
using TokenGateway.Storage.Declared;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Storage.Sql;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage;

/// <summary>The way in: opens the store that the configuration names.</summary>
public static class Stores
{
    /// <summary>
    /// Opens the store and brings its schema up to date, after an automatic copy of an older file. Creates what does
    /// not exist yet.
    /// </summary>
    /// <exception cref="ArgumentException">The connection string cannot be used.</exception>
    /// <exception cref="StoreVersionException">The store was written by a newer version, or by an older one and is not to be migrated.</exception>
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

    /// <summary>Copies a store that may be in use to a file that only its owner can read. Neither creates nor upgrades the store.</summary>
    /// <param name="target">Absolute; nothing is there yet.</param>
    /// <exception cref="ArgumentException">The connection string cannot be used, or there is no store to copy.</exception>
    /// <exception cref="IOException">The target is there already, or cannot be written.</exception>
    /// <exception cref="NotSupportedException">The store is no file: its own server's tools copy it.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read, or is damaged.</exception>
    public static StoreBackup Backup(StoreOptions options, string target)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider != StoreProvider.PostgreSql ? OnFile(options, file => SqliteBackup.Write(file, target))
            : throw new NotSupportedException("the store is a PostgreSQL database, which pg_dump copies: pg_dump --format=custom --file=tokengateway.dump DATABASE");
    }

    /// <summary>Looks through a store that may be in use, every row and every index. Neither creates nor upgrades it.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be used, or there is no store to look through.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static StoreReport Check(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider == StoreProvider.PostgreSql
            ? Wait(() => PostgreSqlOpening.CheckAsync(options, PostgreSqlMigration.All))
            : OnFile(options, SqliteInspection.Look);
    }

    /// <summary>Brings the schema of a store up to date; that of a file after looking through it for damage and making a copy beside it.</summary>
    /// <returns>What was done; null: it is up to date already.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be used, or there is no store.</exception>
    /// <exception cref="StoreVersionException">The store was written by a newer version.</exception>
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
    /// Copies a store into another database, which is empty or the same store's copy that is not finished: made by an earlier
    /// pass, or by one that was interrupted. Until it is finished, nobody can open it.
    /// </summary>
    /// <param name="source">Of this version of the schema. It may be in use, but for the last pass.</param>
    /// <param name="target">With the key of the source's audit log. Made, if there is none.</param>
    /// <param name="finishes">
    /// Whether this is the last pass: the source is held still, and when everything in both is the same, the target becomes a
    /// store with an epoch of its own.
    /// </param>
    /// <param name="progress">Told after each page that is safe in the target.</param>
    /// <exception cref="ArgumentException">A connection string cannot be used, or names no store.</exception>
    /// <exception cref="StoreCopyRefusedException">It is the wrong target, or a store is in use that must not be.</exception>
    /// <exception cref="StoreVersionException">One of them is of another version.</exception>
    /// <exception cref="StoreUnavailableException">One of them does not answer.</exception>
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

    // Commands and the start of a host wait for their store. On the pool, which no caller's context holds up.
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
