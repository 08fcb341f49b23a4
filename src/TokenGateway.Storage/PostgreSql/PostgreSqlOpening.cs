using Npgsql;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Opens, checks and migrates stores.</summary>
internal static class PostgreSqlOpening
{
    private const int KeyLength = Core.Auditing.AuditChain.MinKeyLength;

    /// <exception cref="ArgumentException">The connection string is unusable, or the key of the audit log is missing.</exception>
    /// <exception cref="StoreVersionException">The store is newer, or it is older and may not be migrated.</exception>
    /// <exception cref="StoreUnavailableException">The store is unavailable, does not exist and may not be created, or has another audit key.</exception>
    public static async Task<OpenedStore> OpenAsync(StoreOptions options, IReadOnlyList<PostgreSqlMigration> steps, TimeProvider time)
    {
        var text = PostgreSqlConnectionString.Parse(options.ConnectionString);
        var key = options.AuditKey
            ?? throw new ArgumentException($"a store of PostgreSQL needs a key for its audit log, of at least {KeyLength} bytes: there is no folder that one could be made in", nameof(options));
        var sources = new PostgreSqlSources(text);
        var database = new PostgreSqlDatabase(text, sources, steps[^1].Version, key, time, options.Notifies);
        try
        {
            var migration = await PrepareAsync(sources.Primary, options, new PostgreSqlMigrations(steps, text.Name, time), text.Name);
            if (options.CheckAuditKey)
                await database.ReadAsync(async session => await RequireOwnAsync(session, database), CancellationToken.None);
            return SqlStores.Over(database) with
            {
                Changes = new PostgreSqlChangeFeed(database, time),
                AuditChain = database.Chain,
                Migration = migration,
                Backend = database,
                NeedsHeartbeat = true,
            };
        }
        catch (Exception failure)
        {
            await database.DisposeAsync();
            if (PostgreSqlErrors.IsOutage(failure))
                throw PostgreSqlErrors.Explain(text.Name, failure);
            throw;
        }
    }

    /// <summary>Checks a store.</summary>
    public static Task<StoreReport> CheckAsync(StoreOptions options, IReadOnlyList<PostgreSqlMigration> steps) => OnAsync(
        options, async (connection, text) =>
        {
            var version = await new PostgreSqlMigrations(steps, text.Name, TimeProvider.System).ReadAsync(connection);
            return version.Number == 0 ? throw Missing(text.Name) : await PostgreSqlInspection.LookAsync(connection, text.Name, version, steps[^1].Version);
        });

    /// <summary>Migrates a store; null if it was up to date.</summary>
    public static Task<StoreMigration?> MigrateAsync(StoreOptions options, IReadOnlyList<PostgreSqlMigration> steps, TimeProvider time) => OnAsync(
        options, async (connection, text) =>
        {
            var migrations = new PostgreSqlMigrations(steps, text.Name, time);
            if ((await migrations.ReadAsync(connection)).Number == 0)
                throw Missing(text.Name);
            await SqlCopyMark.RequireNoneAsync(new PostgreSqlSession(connection), text.Name);
            return await migrations.ApplyAsync(connection);
        });

    private static async Task<StoreMigration?> PrepareAsync(NpgsqlDataSource primary, StoreOptions options, PostgreSqlMigrations migrations, string name)
    {
        await using var connection = await primary.OpenConnectionAsync();
        var isThere = (await migrations.ReadAsync(connection)).Number > 0;
        if (!options.Creates && !isThere)
            throw Missing(name);
        await SqlCopyMark.RequireNoneAsync(new PostgreSqlSession(connection), name);
        if (!options.Migrates && isThere)
            await migrations.RequireUsableAsync(connection);
        var migration = await migrations.ApplyAsync(connection);
        if (!await connection.ReadValueAsync<bool>("SELECT pg_is_in_recovery() OR NOT has_table_privilege('change_head', 'UPDATE')"))
            await connection.ExecuteAsync(PostgreSqlHeartbeat.Renew);
        return migration;
    }

    private static async Task<bool> RequireOwnAsync(SqlSession session, PostgreSqlDatabase database)
    {
        await SqlAuditWrites.RequireOwnAsync(session, database.Chain);
        return true;
    }

    private static async Task<T> OnAsync<T>(StoreOptions options, Func<NpgsqlConnection, PostgreSqlConnectionString, Task<T>> work)
    {
        var text = PostgreSqlConnectionString.Parse(options.ConnectionString);
        await using var sources = new PostgreSqlSources(text);
        try
        {
            await using var connection = await sources.Primary.OpenConnectionAsync();
            return await work(connection, text);
        }
        catch (Exception failure) when (PostgreSqlErrors.IsOutage(failure))
        {
            throw PostgreSqlErrors.Explain(text.Name, failure);
        }
    }

    private static StoreUnavailableException Missing(string name) =>
        new($"There is no store in {name} yet. Check TokenGateway:Store:ConnectionString, or start `tokengateway serve`, which makes one.");
}
