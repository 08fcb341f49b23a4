using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// What the portable SQL needs of a database. The stores here own the statements; an adapter owns connections, threads,
/// transactions, migrations and the words of its failures.
/// </summary>
internal interface ISqlDatabase
{
    /// <summary>Runs a query that writes nothing.</summary>
    /// <param name="query">Must not keep the session.</param>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    ValueTask<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>
    /// The facts behind a digest. An adapter may read them somewhere nearer that lags behind, as long as they are no older than
    /// what this process has written or followed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        ReadAsync(session => session.Lookup.FindAsync(digest, now: default), cancellationToken);

    /// <summary>
    /// Runs the work in one transaction, has <see cref="SqlWrite.FinishAsync"/> append what it recorded, and commits. Once begun
    /// it is not cancelled: the caller must learn whether it happened.
    /// </summary>
    /// <param name="work">
    /// Awaits nothing but its statements. An adapter whose transactions collide may run it again from the start.
    /// </param>
    /// <exception cref="StoreUnavailableException">The database does not answer; nothing was written.</exception>
    ValueTask<T> WriteAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Removes deleted values from every file of the database as well, as far as it can.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    ValueTask ScrubAsync(CancellationToken cancellationToken);
}
