using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>Finds users across configuration and store: a user declared in the configuration takes precedence over a stored one.</summary>
public static class DeclaredOrStored
{
    /// <summary>Finds the declared user, or else the stored one.</summary>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
    public static ValueTask<User?> FindAsync(this IUserStore users, UserId id, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(model);
        return model.FindDeclaredUser(id) is { } declared ? new(declared) : users.GetAsync(id, cancellationToken);
    }

    /// <summary>Like <see cref="FindAsync"/>, for many users with one read of the store; users that do not exist have no entry.</summary>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
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
