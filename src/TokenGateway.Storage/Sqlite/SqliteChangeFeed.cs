using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>The <c>changes</c> table as a feed: writes of this process are signalled, those of others polled for.</summary>
internal sealed class SqliteChangeFeed(SqliteDatabase database, TimeProvider time) : IChangeFeed
{
    public ValueTask<IChangeReader> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new(new SqliteChangeReader(database.Connections, database.Written, time));
        }
        catch (Exception failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(database.Connections.Path, failure);
        }
    }
}
