using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>The <c>changes</c> table as a feed: writes of this process are signalled, those of others polled for.</summary>
internal sealed class SqliteChangeFeed(SqliteDatabase database, TimeProvider time) : IChangeFeed
{
    public async ValueTask<IChangeReader> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await database.Threads.RunAsync(() => new SqliteChangeReader(database.Connections, database.Threads, database.Written, time));
        }
        catch (Exception failure)
        {
            if (database.Connections.Explain(failure) is { } outage)
                throw outage;
            throw;
        }
    }
}
