using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// What the portable SQL requires of a database. The stores here contain the statements; an adapter contains connections,
/// threads, transactions, migrations and error messages.
/// </summary>
internal interface ISqlDatabase
{
    /// <summary>Runs a read-only query.</summary>
    /// <param name="query">Must not keep a reference to the session.</param>
    /// <exception cref="StoreUnavailableException">The database does not respond.</exception>
    ValueTask<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>
    /// The facts behind a digest. An adapter may read them from a nearer, lagging server, as long as they are no older than
    /// what this process has written or followed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database does not respond.</exception>
    ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        ReadAsync(session => session.Lookup.FindAsync(digest, now: default), cancellationToken);

    /// <summary>
    /// Runs the work in one transaction, lets <see cref="SqlWrite.FinishAsync"/> append its records, and commits. Once
    /// begun it is not cancelled: the caller must learn whether it happened.
    /// </summary>
    /// <param name="work">Awaits only its statements. An adapter with colliding transactions may run it again from the start.</param>
    /// <exception cref="StoreUnavailableException">The database does not respond; nothing was written.</exception>
    ValueTask<T> WriteAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Also removes deleted values from every file of the database, as far as possible.</summary>
    /// <exception cref="StoreUnavailableException">The database does not respond.</exception>
    ValueTask ScrubAsync(CancellationToken cancellationToken);
}
