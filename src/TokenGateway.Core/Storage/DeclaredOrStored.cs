using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Storage;

/// <summary>Users as everybody but the store sees them: one that the file declares counts in place of one that is stored.</summary>
public static class DeclaredOrStored
{
    /// <summary>The user that the file declares, or else the one of the store.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static ValueTask<User?> FindAsync(this IUserStore users, UserId id, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(model);
        return model.FindDeclaredUser(id) is { } declared ? new(declared) : users.GetAsync(id, cancellationToken);
    }

    /// <summary>All users, a page at a time.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static ValueTask<IReadOnlyList<User>> ListAsync(this IUserStore users, UserId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        return users.ListAsync(contains: null, after, limit, cancellationToken);
    }

    /// <summary>As <see cref="FindAsync"/>, of many with one read of the store; whoever is not there has no entry.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static async ValueTask<IReadOnlyDictionary<UserId, User>> FindManyAsync(
        this IUserStore users, IEnumerable<UserId> ids, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(model);
        var wanted = ids.ToHashSet();
        var found = wanted.Select(model.FindDeclaredUser).OfType<User>().ToDictionary(user => user.Id);
        wanted.ExceptWith(found.Keys);
        foreach (var user in await users.GetManyAsync(wanted, cancellationToken))
            found[user.Id] = user;
        return found;
    }
}
