using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>The <c>changes</c> table as a feed: writes of this process are signalled, those of others told by notice and polled for.</summary>
internal sealed class PostgreSqlChangeFeed(PostgreSqlDatabase database, TimeProvider time) : IChangeFeed
{
    public ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        database.Notices?.Listen();

        // The epoch tells when the database is another one, so a reader goes on after an outage too.
        return new(new PostgreSqlChangeReader(database, time, from ?? default));
    }
}
