using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Stores passkeys. Deleting a user deletes the user's passkeys in the same transaction (<see cref="IUserStore"/>).</summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface IPasskeyStore
{
    /// <summary>The passkeys of a user, oldest first.</summary>
    ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Null: there is none.</summary>
    ValueTask<Passkey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a passkey.</summary>
    /// <param name="passkey">The new passkey.</param>
    /// <param name="most">The maximum number per user.</param>
    /// <param name="audit">Recorded in the same transaction.</param>
    /// <param name="basis">The basis of the write.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False: the id is already known, or the user has the maximum number; nothing was stored.</returns>
    /// <exception cref="ChangedMeanwhileException">The basis does not hold any more.</exception>
    ValueTask<bool> AddAsync(Passkey passkey, int most, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Records a use.</summary>
    /// <param name="id">The id of the passkey.</param>
    /// <param name="from">The counter before.</param>
    /// <param name="to">The authenticator's new counter.</param>
    /// <param name="isBackedUp">The authenticator's new backup state.</param>
    /// <param name="asked">When the challenge was issued.</param>
    /// <param name="at">The current time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// False: it was removed, or used meanwhile: its counter differs, or it was used after the challenge. Most
    /// authenticators do not count, and a response must be valid only once with them too. A last use in the future comes
    /// from a wrong clock, and is ignored.
    /// </returns>
    ValueTask<bool> UseAsync(string id, uint from, uint to, bool isBackedUp, DateTimeOffset asked, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Removes it and, in the same transaction, ends the sessions that it opened. False: the user has no such passkey.</summary>
    ValueTask<bool> RemoveAsync(UserId user, string id, AuditEntry audit, CancellationToken cancellationToken);
}
