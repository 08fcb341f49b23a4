using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Overloads without a filter.</summary>
public static class UserStoreExtensions
{
    /// <summary>All users, page by page.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public static ValueTask<IReadOnlyList<User>> ListAsync(this IUserStore users, UserId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        return users.ListAsync(UserFilter.All, after, limit, cancellationToken);
    }
}
