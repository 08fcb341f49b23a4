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

    /// <summary>Notes a use.</summary>
    /// <param name="id">Of the passkey.</param>
    /// <param name="from">The counter as it was read.</param>
    /// <param name="to">The counter as the authenticator tells it now.</param>
    /// <param name="isBackedUp">As the authenticator tells it now.</param>
    /// <param name="asked">When the question was asked that this use answers.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// False: it is gone, or it was used meanwhile: its counter is another, or it was used since the question was asked. Most
    /// authenticators do not count, and an answer must be good once with them too. A use that lies ahead is one of a clock that
    /// went wrong, and stands in nobody's way.
    /// </returns>
    ValueTask<bool> UseAsync(string id, uint from, uint to, bool isBackedUp, DateTimeOffset asked, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Removes it and, in the same transaction, ends the sessions that it opened. False: the user has no such passkey.</summary>
    ValueTask<bool> RemoveAsync(UserId user, string id, AuditEntry audit, CancellationToken cancellationToken);
}
