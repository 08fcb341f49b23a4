using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Core.Storage;

/// <summary>Where users are kept; the same promises as <see cref="ITokenStore"/>.</summary>
/// <remarks>
/// Every member throws <see cref="StoreUnavailableException"/> when the store does not answer, and those that take what
/// they rest on throw <see cref="ChangedMeanwhileException"/> when it does not hold any more.
/// </remarks>
public interface IUserStore
{
    ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>Those of the users that there are, in one read, in no order.</summary>
    ValueTask<IReadOnlyList<User>> GetManyAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken);

    /// <summary>Users by ascending id (ordinal), at most <paramref name="limit"/>, those after <paramref name="after"/> only.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Null: from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<IReadOnlyList<User>> ListAsync(UserFilter filter, UserId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Whether there is none at all.</summary>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken);

    /// <summary>Users that share an id or an e-mail address by <see cref="IdentityKey"/>, from before that was refused; at most <paramref name="limit"/> groups.</summary>
    ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The users whose id or e-mail address has this key (<see cref="IdentityKey"/>), by ascending id.</summary>
    ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken);

    /// <summary>The user whom an identity provider knows by this; null: there is none.</summary>
    ValueTask<User?> FindByLoginAsync(ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>The user with the number that it got; null: the id, or what an identity provider knows the user by, is taken.</summary>
    /// <exception cref="IdentityTakenException">Another user has the id or e-mail address under another spelling; nothing was written.</exception>
    /// <exception cref="IdentityKeptException">It was one of a user who had more than the one who writes may give; nothing was written.</exception>
    ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Disabling ends, in the same transaction, the user's sessions. False: no such user.</summary>
    ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>
    /// Changes what the patch names, in one transaction with all of its entries; without any, nothing changes. False: no
    /// such user.
    /// </summary>
    /// <exception cref="IdentityTakenException">The e-mail address is another user's; nothing was written.</exception>
    /// <exception cref="IdentityKeptException">It was one of a user who had more than the one who writes may give; nothing was written.</exception>
    ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>What a password hasher made of the password; null: the user has none, or there is no such user.</summary>
    ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the hash (null: no password from now on) and, in the same transaction, ends the user's sessions. False: no such user.
    /// </summary>
    ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a hash of the same password in the place of one that is made in an older way; sessions go on. False: the hash
    /// is another meanwhile, and nothing changed.
    /// </summary>
    ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the user and, in the same transaction, ends the sessions and leaves tombstones of all the user's tokens, so
    /// that a later user of the same id inherits none. False: no such user.
    /// </summary>
    ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken);
}
