using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Where passkeys are kept. Deleting a user deletes the user's, in the transaction of the change (<see cref="IUserStore"/>).</summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IPasskeyStore
{
    /// <summary>Those of a user, the oldest first.</summary>
    ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Null: there is none.</summary>
    ValueTask<Passkey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Keeps a new one.</summary>
    /// <param name="passkey">The new one.</param>
    /// <param name="most">How many a user may have.</param>
    /// <param name="audit">Recorded in the same transaction.</param>
    /// <param name="basis">What it rests on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False: the id is known already, or the user has as many as one may have; nothing was kept.</returns>
    /// <exception cref="ChangedMeanwhileException">What it rests on does not hold any more.</exception>
    ValueTask<bool> AddAsync(Passkey passkey, int most, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Notes a use. False: it is gone, or its counter is not what it was (<paramref name="from"/>): somebody else used it meanwhile.</summary>
    ValueTask<bool> UseAsync(string id, uint from, uint to, bool isBackedUp, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Removes it and, in the same transaction, ends the sessions that it opened. False: the user has no such passkey.</summary>
    ValueTask<bool> RemoveAsync(UserId user, string id, AuditEntry audit, CancellationToken cancellationToken);
}
