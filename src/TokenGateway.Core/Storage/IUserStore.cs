using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Where users are kept; the same promises as <see cref="ITokenStore"/>.</summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IUserStore
{
    ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>Users by ascending id (ordinal), at most <paramref name="limit"/>, those after <paramref name="after"/> only.</summary>
    ValueTask<IReadOnlyList<User>> ListAsync(UserId? after, int limit, CancellationToken cancellationToken);

    /// <summary>False: the id is taken.</summary>
    ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, CancellationToken cancellationToken);

    /// <summary>False: no such user.</summary>
    ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the user and, in the same transaction, leaves tombstones of all the user's tokens, so that a later user
    /// of the same id inherits none. False: no such user.
    /// </summary>
    ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, CancellationToken cancellationToken);
}
