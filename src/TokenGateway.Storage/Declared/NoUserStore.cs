using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: every user is declared in the configuration, so none is found here and none can be written.</summary>
internal sealed class NoUserStore : IUserStore
{
    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<User>> GetManyAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<User>> ListAsync(UserFilter filter, UserId? after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken) => new([]);

    public ValueTask<User?> FindByLoginAsync(ExternalLogin login, CancellationToken cancellationToken) => default;

    /// <summary>There may be declared ones, and others cannot be created here.</summary>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => new(false);

    public ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<User?>();

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken) => default;

    public ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> DeleteAsync(
        UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken) =>
        NoTokenStore.RefuseAsync<bool>();
}
