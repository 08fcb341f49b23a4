using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Api.Users;

/// <summary>Creates views of users with their maintainers.</summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UserViews(ServiceAccounts accounts)
{
    public async ValueTask<UserView> ViewAsync(User user, AccessModel model, CancellationToken cancellationToken) =>
        UserView.Of(user, await accounts.MaintainersOfAsync(user, model, cancellationToken));

    /// <summary>A user who was just created or changed. A store failure at this point must not make the change appear undone.</summary>
    public async ValueTask<UserView> ViewChangedAsync(User user, AccessModel model, CancellationToken cancellationToken)
    {
        try
        {
            return await ViewAsync(user, model, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return UserView.OfRow(user);
        }
    }

    /// <summary>Reads the maintainers of all of them at once.</summary>
    public async ValueTask<IReadOnlyList<UserView>> ViewAsync(IReadOnlyCollection<User> users, AccessModel model, CancellationToken cancellationToken)
    {
        var maintainers = await accounts.MaintainersOfAsync(users, model, cancellationToken);
        return [.. users.Select(user => UserView.Of(user, maintainers.GetValueOrDefault(user.Id) ?? []))];
    }
}
