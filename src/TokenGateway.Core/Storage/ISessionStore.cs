using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Where sessions of people are kept. Setting a user's password, disabling and deleting the user end that user's
/// sessions in the transaction of the change (<see cref="IUserStore"/>).
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface ISessionStore
{
    /// <summary>
    /// Keeps a new session, if the user may still have one: a password that was changed, or a user who was disabled,
    /// while the password was being checked opens none.
    /// </summary>
    /// <param name="passwordHash">What the password was checked against; null: something else showed who it is.</param>
    /// <param name="audit">Recorded in the same transaction.</param>
    /// <returns>False: the user changed meanwhile, and nothing was kept.</returns>
    ValueTask<bool> AddAsync(Session session, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Null: there is none. Whether it is over is for the caller to see.</summary>
    ValueTask<Session?> FindAsync(TokenDigest digest, CancellationToken cancellationToken);

    /// <summary>Notes that a session was used; an earlier moment than the one that is kept changes nothing.</summary>
    ValueTask TouchAsync(TokenDigest digest, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>False: there was none, and nothing was recorded.</summary>
    ValueTask<bool> EndAsync(TokenDigest digest, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Forgets sessions that expired by <paramref name="now"/> or were not used since <paramref name="seenBefore"/>; how many.</summary>
    ValueTask<int> PruneAsync(DateTimeOffset now, DateTimeOffset seenBefore, CancellationToken cancellationToken);
}
