using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>For those who search for nothing.</summary>
public static class UserStoreExtensions
{
    /// <summary>All users, a page at a time.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static ValueTask<IReadOnlyList<User>> ListAsync(this IUserStore users, UserId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        return users.ListAsync(UserFilter.All, after, limit, cancellationToken);
    }
}
