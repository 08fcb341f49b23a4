using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Opens connections to a store that has the schema this program works with.</summary>
internal sealed class SqliteConnections(SqliteFile file, int version)
{
    // With a write-ahead log a reader waits only while the log is recovered or taken down.
    private static readonly TimeSpan ReadLockTimeout = TimeSpan.FromMilliseconds(500);

    public string Path => file.Path;

    /// <summary>The outage that a failure means; null: it is an error of the program.</summary>
    public StoreUnavailableException? Explain(Exception failure)
    {
        if (failure is StoreUnavailableException known)
            return known;
        if (SqliteErrors.IsOutage(failure))
            return SqliteErrors.Explain(file.Path, failure);

        // "No such table": a program's error, unless the file was written over and is no store of this program any more.
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

    // Asked on every opening, because another file may have been put in the place of the one that was migrated.
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
