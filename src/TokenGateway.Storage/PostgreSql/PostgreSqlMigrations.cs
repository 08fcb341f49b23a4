using System.Globalization;
using Npgsql;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Migrates the schema: each step in its own transaction, recorded with its time in <c>schema_versions</c>. Programs that start
/// concurrently wait for each other, and each skips the steps that another has completed.
/// </summary>
internal sealed class PostgreSqlMigrations(IReadOnlyList<PostgreSqlMigration> steps, string name, TimeProvider time)
{
    // A step may rewrite a large table, and programs that start meanwhile wait for it.
    private const int StepSeconds = 600;

    private int Latest => steps[^1].Version;

    /// <returns>The migration of an existing store; null if there was none.</returns>
    /// <exception cref="StoreVersionException">The store is newer, and this program cannot use it.</exception>
    /// <exception cref="StoreUnavailableException">The database belongs to another program, or its encoding is not UTF-8.</exception>
    public async Task<StoreMigration?> ApplyAsync(NpgsqlConnection connection)
    {
        var found = await ReadAsync(connection);
        RequireUsable(found);
        if (found.Number >= Latest)
            return null;
        if (found.Number == 0)
            await RequireUtf8Async(connection);
        foreach (var step in steps.Where(one => one.Version > found.Number))
            await ApplyAsync(connection, step);
        return found.Number == 0 ? null : new StoreMigration(name, found.Number, Latest, Copy: null);
    }

    /// <summary>Checks the version without changing the store.</summary>
    /// <exception cref="StoreVersionException">The store is older, or so much newer that this program cannot use it.</exception>
    public async Task RequireUsableAsync(NpgsqlConnection connection)
    {
        var found = await ReadAsync(connection);
        RequireUsable(found);
        if (found.Number < Latest)
            throw new StoreVersionException(name, found.Number, Latest);
    }

    /// <summary>Reads the schema version.</summary>
    /// <exception cref="StoreUnavailableException">The database belongs to another program.</exception>
    public async Task<PostgreSqlVersion> ReadAsync(NpgsqlConnection connection)
    {
        // A single statement sees a concurrent commit of another process completely or not at all.
        var (isThere, table) = await connection.ReadRowAsync(
            """
            SELECT to_regclass('schema_versions') IS NOT NULL,
                (SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') ORDER BY relname LIMIT 1)
            """,
            row => (row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetString(1)));
        if (!isThere)
            return table is null ? default : throw Foreign(table);
        return await connection.ReadRowAsync(
            "SELECT coalesce(max(version), 0), coalesce(max(usable_from), 0) FROM schema_versions", row => new PostgreSqlVersion(row.GetInt32(0), row.GetInt32(1)));
    }

    private void RequireUsable(PostgreSqlVersion found)
    {
        if (found.Number > Latest && found.UsableFrom > Latest)
            throw new StoreVersionException(name, found.Number, Latest);
    }

    private StoreUnavailableException Foreign(string table) => new(
        $"The store {name} is a database of another program: it has tables ({table}), but no schema_versions. "
        + "Give the gateway a database, or a schema (Search Path), of its own, and check TokenGateway:Store:ConnectionString.");

    private async Task RequireUtf8Async(NpgsqlConnection connection)
    {
        if (await connection.ReadValueAsync<string>("SHOW server_encoding") is { } encoding and not "UTF8")
            throw new StoreUnavailableException($"The store {name} keeps its texts as {encoding}, and names may be in any script: create it with ENCODING 'UTF8'.");
    }

    private async Task ApplyAsync(NpgsqlConnection connection, PostgreSqlMigration step)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = '{StepSeconds}s'; SET LOCAL lock_timeout = 0; {PostgreSqlDialect.Instance.Lock}"),
            new { name = "migration" }, transaction, StepSeconds);
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, name TEXT NOT NULL, usable_from INTEGER NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);

        // Checked again under the lock: another process may have started concurrently.
        if (await connection.ReadValueAsync<int?>("SELECT max(version) FROM schema_versions", transaction: transaction) >= step.Version)
            return;
        await connection.ExecuteAsync(step.Sql, transaction: transaction, timeout: StepSeconds);
        await connection.ExecuteAsync(
            "INSERT INTO schema_versions (version, name, usable_from, applied_at) VALUES (@version, @name, @usableFrom, @at)",
            new { version = step.Version, name = step.Name, usableFrom = step.UsableFrom, at = time.GetUtcNow().UtcTicks }, transaction);
        await transaction.CommitAsync();
    }
}
