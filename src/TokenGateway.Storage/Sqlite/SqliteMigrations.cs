using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Migrates the schema: each step in its own transaction, recorded with its time in <c>schema_versions</c>. Copies an
/// existing store to a file beside it before the first step.
/// </summary>
internal sealed class SqliteMigrations(IReadOnlyList<SqliteMigration> steps, TimeProvider time)
{
    private int Latest => steps[^1].Version;

    /// <returns>The migration of an existing store; null: none.</returns>
    /// <exception cref="StoreVersionException">The store is newer.</exception>
    /// <exception cref="StoreUnavailableException">The file is a database of another program.</exception>
    public StoreMigration? Apply(SqliteConnection connection, SqliteFile file)
    {
        var version = file.ReadVersion(connection);
        if (version > Latest)
            throw new StoreVersionException(file.Path, version, Latest);
        if (version == Latest)
            return null;
        var copy = version > 0 ? CopyTo(connection, file, version) : null;
        connection.CreateFunction("identity_key", (string? text) => text is null ? null : IdentityKey.Of(text), isDeterministic: true);
        foreach (var step in steps.Where(one => one.Version > version))
            Apply(connection, file, step);
        return copy is null ? null : new StoreMigration(file.Path, version, Latest, copy);
    }

    /// <summary>Requires the latest version, without changes.</summary>
    /// <exception cref="StoreVersionException">The store is newer or older.</exception>
    /// <exception cref="StoreUnavailableException">The file is a database of another program.</exception>
    public void RequireLatest(SqliteConnection connection, SqliteFile file)
    {
        var version = file.ReadVersion(connection);
        if (version != Latest)
            throw new StoreVersionException(file.Path, version, Latest);
    }

    private void Apply(SqliteConnection connection, SqliteFile file, SqliteMigration step)
    {
        using var transaction = connection.BeginTransaction(deferred: false);

        // Checked again under the lock: another process may have started at the same time.
        if (file.ReadVersion(connection) >= step.Version)
            return;
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_versions (
                version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT
            """);
        connection.Execute(step.Sql);
        connection.Execute(
            "INSERT INTO schema_versions (version, name, applied_at) VALUES (@version, @name, @at)",
            new { version = step.Version, name = step.Name, at = time.GetUtcNow().UtcTicks });
        transaction.Commit();
    }

    private string CopyTo(SqliteConnection connection, SqliteFile file, int version)
    {
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

        // The random part keeps two processes that start at the same time from writing to one copy.
        var copy = $"{file.Path}.v{version}-{stamp}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}.bak";

        // SQLite writes into the existing empty file, so the copy is as private as the store.
        SqliteFile.CreatePrivate(copy);
        connection.Execute("VACUUM INTO @copy", new { copy });
        return copy;
    }
}
