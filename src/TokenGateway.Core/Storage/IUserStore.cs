using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Core.Storage;

/// <summary>Stores users; with the same guarantees as <see cref="ITokenStore"/>.</summary>
/// <remarks>
/// Every member throws <see cref="StoreUnavailableException"/> when the store does not respond, and those with a basis
/// throw <see cref="ChangedMeanwhileException"/> when it does not hold any more.
/// </remarks>
public interface IUserStore
{
    ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>The existing users among these, in one read, in no order.</summary>
    ValueTask<IReadOnlyList<User>> GetManyAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken);

    /// <summary>Users by ascending id (ordinal), at most <paramref name="limit"/>, only those after <paramref name="after"/>.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="after">Null: from the first.</param>
    /// <param name="limit">The maximum number.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    ValueTask<IReadOnlyList<User>> ListAsync(UserFilter filter, UserId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Whether there are no users.</summary>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Users that share an id or e-mail address by <see cref="IdentityKey"/>, from before that was refused; at most
    /// <paramref name="limit"/> groups.
    /// </summary>
    ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The users whose id or e-mail address has this key (<see cref="IdentityKey"/>), by ascending id.</summary>
    ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken);

    /// <summary>The user with this login at an identity provider; null: none.</summary>
    ValueTask<User?> FindByLoginAsync(ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>The user with the assigned number; null: the id or the external login is taken.</summary>
    /// <exception cref="IdentityTakenException">Another user has the id or e-mail address in another spelling; nothing was written.</exception>
    /// <exception cref="IdentityKeptException">
    /// It belonged to a user with more rights than the actor may grant; nothing was written.
    /// </exception>
    ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Disabling also ends the user's sessions, in the same transaction. False: no such user.</summary>
    ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Applies the patch, in one transaction with all of its entries; without entries, nothing changes. False: no such user.</summary>
    /// <exception cref="IdentityTakenException">The e-mail address belongs to another user; nothing was written.</exception>
    /// <exception cref="IdentityKeptException">
    /// It belonged to a user with more rights than the actor may grant; nothing was written.
    /// </exception>
    ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>The hash of the password; null: the user has none, or does not exist.</summary>
    ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>Sets the hash (null: no password) and, in the same transaction, ends the user's sessions. False: no such user.</summary>
    ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a hash with outdated parameters by one of the same password; sessions continue. False: the hash changed
    /// meanwhile, and nothing was written.
    /// </summary>
    ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the user and, in the same transaction, ends the sessions and leaves tombstones of all the user's tokens, so
    /// that a later user with the same id inherits none. False: no such user.
    /// </summary>
    ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken);
}
