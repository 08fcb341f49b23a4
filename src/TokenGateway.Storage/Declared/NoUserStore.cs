using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: every user is declared in the configuration, so none is found here and none can be written.</summary>
internal sealed class NoUserStore : IUserStore
{
    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<User>> ListAsync(UserId? after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken) => RefuseAsync();

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, CancellationToken cancellationToken) =>
        RefuseAsync();

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, CancellationToken cancellationToken) => RefuseAsync();

    public ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, CancellationToken cancellationToken) => RefuseAsync();

    private static ValueTask<bool> RefuseAsync() =>
        ValueTask.FromException<bool>(new StoreUnavailableException(NoTokenStore.WhyNot));
}
