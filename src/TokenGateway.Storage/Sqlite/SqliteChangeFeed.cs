using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>The <c>changes</c> table as a feed: writes of this process are signalled, those of others polled.</summary>
internal sealed class SqliteChangeFeed(SqliteDatabase database, TimeProvider time) : IChangeFeed
{
    private volatile bool _mayBeReplaced;

    public async ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A backup of the same store has the same epoch: after a failed read, the file may be a different one.
        var place = _mayBeReplaced ? default : from ?? default;
        var reader = await RunAsync(() => new SqliteChangeReader(database, this, time, place));
        _mayBeReplaced = false;
        return reader;
    }

    /// <summary>Runs the work on the store's threads. A failure means that the file may be a different one from now on.</summary>
    public async Task<T> RunAsync<T>(Func<T> work)
    {
        try
        {
            return await database.Threads.RunAsync(work);
        }
        catch (Exception failure)
        {
            _mayBeReplaced = true;
            if (database.Connections.Explain(failure) is { } outage)
                throw outage;
            throw;
        }
    }
}
