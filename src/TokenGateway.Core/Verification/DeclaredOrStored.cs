using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

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
