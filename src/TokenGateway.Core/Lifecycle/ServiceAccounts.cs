using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Maintainers of service accounts: who can be one, and which of them still exist.</summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public sealed class ServiceAccounts(IUserStore users)
{
    /// <summary>The maximum number of maintainers of one account.</summary>
    internal const int MostMaintainers = 50;

    /// <summary>These users as maintainers. <see cref="UserLifecycle"/> decides whether they may maintain a given account.</summary>
    public async ValueTask<LifecycleResult<MaintainerSet>> ReadAsync(
        Actor actor, IReadOnlyCollection<UserId> ids, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(model);
        if (ManagementRules.MayManageUsers(actor) is { } forbidden)
            return forbidden;
        if (ids.Count > MostMaintainers)
            return new LifecycleError(RefusalCode.InvalidValue, $"A service account has at most {MostMaintainers} maintainers.");
        var found = await users.FindManyAsync(ids, model, cancellationToken);
        foreach (var id in ids)
        {
            if (RefuseMaintainer(id, found.GetValueOrDefault(id)) is { } refusal)
                return refusal;
        }

        return MaintainerSet.Of(found.Values.Select(user => new Maintainer(user.Id, user.Number)));
    }

    /// <summary>The existing maintainers of each of these accounts, by ascending id; persons have no entry.</summary>
    public async ValueTask<IReadOnlyDictionary<UserId, IReadOnlyList<User>>> MaintainersOfAsync(
        IEnumerable<User> accounts, AccessModel model, CancellationToken cancellationToken)
    {
        var services = accounts.Where(account => account.IsService).DistinctBy(account => account.Id).ToList();
        var people = await users.FindManyAsync(services.SelectMany(account => account.Maintainers!.All).Select(one => one.Id), model, cancellationToken);
        return services.ToDictionary(account => account.Id, IReadOnlyList<User> (account) =>
        [
            .. account.Maintainers!.All.Where(one => people.TryGetValue(one.Id, out var user) && user.Number == one.Number)
                .Select(one => people[one.Id]).OrderBy(user => user.Id, UserOrder.Instance),
        ]);
    }

    /// <summary>The same for one account; empty for a person.</summary>
    public async ValueTask<IReadOnlyList<User>> MaintainersOfAsync(User account, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.IsService ? (await MaintainersOfAsync([account], model, cancellationToken))[account.Id] : [];
    }

    /// <summary>Whether only administrators are left to manage this account's tokens.</summary>
    /// <param name="account">Any user.</param>
    /// <param name="maintainers">The result of <see cref="MaintainersOfAsync(User, AccessModel, CancellationToken)"/>.</param>
    public static bool IsUnmaintained(User account, IEnumerable<User> maintainers)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.IsService && maintainers.All(user => user.IsDisabled);
    }

    /// <summary>The accounts that a user maintains, by ascending id, at most <paramref name="limit"/>.</summary>
    public async ValueTask<IReadOnlyList<User>> MaintainedByAsync(User user, AccessModel model, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(model);
        if (user.IsDeclared || user.Number == 0)
            return [];
        var found = await users.ListAsync(new UserFilter { Maintainer = user.Number }, null, limit, cancellationToken);
        return [.. found.Where(account => model.FindDeclaredUser(account.Id) is null)];
    }

    private static LifecycleError? RefuseMaintainer(UserId id, User? user) => user switch
    {
        null => new(RefusalCode.UserNotFound, $"User {id} does not exist."),
        { IsDeclared: true } => new(RefusalCode.DeclaredInFile, $"User {id} is declared in the configuration file and cannot be a maintainer."),
        { IsService: true } => new(RefusalCode.ServiceAccount, $"User {id} is a service account and cannot be a maintainer: name people."),
        _ => null,
    };
}
