using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Stores sessions of users. Setting a user's password, disabling and deleting the user end that user's sessions in the
/// same transaction (<see cref="IUserStore"/>).
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface ISessionStore
{
    /// <summary>
    /// Stores a new session, if the user may still have one: not if the password was changed, or the user disabled, while
    /// the password was checked.
    /// </summary>
    /// <param name="passwordHash">The hash that the password was checked against; null: authenticated without password.</param>
    /// <param name="audit">Recorded in the same transaction.</param>
    /// <returns>False: the user changed meanwhile, and nothing was stored.</returns>
    ValueTask<bool> AddAsync(Session session, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Null: there is none. The caller checks whether it has ended.</summary>
    ValueTask<Session?> FindAsync(TokenDigest digest, CancellationToken cancellationToken);

    /// <summary>Records a use; an earlier time than the stored one has no effect.</summary>
    ValueTask TouchAsync(TokenDigest digest, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>False: there was none, and nothing was recorded.</summary>
    ValueTask<bool> EndAsync(TokenDigest digest, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes sessions that expired by <paramref name="now"/> or were last used before <paramref name="seenBefore"/>;
    /// returns their number.
    /// </summary>
    ValueTask<int> PruneAsync(DateTimeOffset now, DateTimeOffset seenBefore, CancellationToken cancellationToken);
}
