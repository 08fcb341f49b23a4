using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>The <c>changes</c> table as a feed. Writes of this process are signalled; those of others arrive by notification or polling.</summary>
internal sealed class PostgreSqlChangeFeed(PostgreSqlDatabase database, TimeProvider time) : IChangeFeed
{
    public ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        database.Notices?.Listen();

        // The epoch identifies the database, so a reader can also resume after an outage.
        return new(new PostgreSqlChangeReader(database, time, from ?? default));
    }
}
