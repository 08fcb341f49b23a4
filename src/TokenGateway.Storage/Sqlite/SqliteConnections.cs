using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Opens connections to a store with the schema of this program.</summary>
internal sealed class SqliteConnections(SqliteFile file, int version)
{
    // With a write-ahead log, a reader waits only while the log is recovered or removed.
    private static readonly TimeSpan ReadLockTimeout = TimeSpan.FromMilliseconds(500);

    public string Path => file.Path;

    /// <summary>The outage that a failure indicates; null: a program error.</summary>
    public StoreUnavailableException? Explain(Exception failure)
    {
        if (failure is StoreUnavailableException known)
            return known;
        if (SqliteErrors.IsOutage(failure))
            return SqliteErrors.Explain(file.Path, failure);

        // "No such table": a program error, unless the file was overwritten and is no longer a store.
        return failure is SqliteException { SqliteErrorCode: 1 } ? FindOutage() : null;
    }

    private StoreUnavailableException? FindOutage()
    {
        try
        {
            OpenForReading().Dispose();
            return null;
        }
        catch (Exception failure) when (failure is StoreUnavailableException || SqliteErrors.IsOutage(failure))
        {
            return failure as StoreUnavailableException ?? SqliteErrors.Explain(file.Path, failure);
        }
    }

    public SqliteConnection OpenForReading() => Open(ReadLockTimeout);

    public SqliteConnection OpenForWriting() => Open(file.LockTimeout);

    // Checked on every opening, because another file may have replaced the migrated one.
    private SqliteConnection Open(TimeSpan lockTimeout)
    {
        var connection = file.Open(lockTimeout);
        try
        {
            var found = file.ReadVersion(connection);
            return found == version
                ? connection
                : throw new StoreUnavailableException($"The store {file.Path} has schema version {found} now, this process works with {version}: restart it.");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
