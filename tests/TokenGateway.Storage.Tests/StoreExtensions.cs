using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Tests;

/// <summary>Writes for tests to which it does not matter what is recorded of them.</summary>
internal static class StoreExtensions
{
    public static AuditEntry Entry { get; } = new(new AuditActor("cli:tests"), AuditAction.TokenCreated, "token:0");

    public static ValueTask<TokenAddition> AddAsync(
        this ITokenStore tokens, Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken) =>
        tokens.AddAsync(draft, quota, seal, _ => Entry, WriteBasis.None, cancellationToken);

    public static ValueTask<bool> SetActiveAsync(this ITokenStore tokens, TokenId id, bool isActive, CancellationToken cancellationToken) =>
        tokens.SetActiveAsync(id, isActive, Entry, WriteBasis.None, cancellationToken);

    public static ValueTask<bool> DeleteAsync(this ITokenStore tokens, TokenId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        tokens.DeleteAsync(id, at, Entry, cancellationToken);

    public static ValueTask AddAsync(this IUsageStore usage, IReadOnlyList<TokenUsage> usages, CancellationToken cancellationToken) =>
        usage.AddAsync(usages, TimeSpan.Zero, cancellationToken);

    public static async ValueTask<bool> AddAsync(this IUserStore users, User user, CancellationToken cancellationToken) =>
        await users.AddAsync(user, passwordHash: null, Entry, WriteBasis.None, cancellationToken) is not null;

    public static ValueTask<bool> SetRolesAsync(this IUserStore users, UserId id, ImmutableArray<RoleName> roles, CancellationToken cancellationToken) =>
        users.SetRolesAsync(id, roles, Entry, WriteBasis.None, cancellationToken);

    public static ValueTask<bool> SetDisabledAsync(this IUserStore users, UserId id, bool isDisabled, CancellationToken cancellationToken) =>
        users.SetDisabledAsync(id, isDisabled, Entry, WriteBasis.None, cancellationToken);

    public static ValueTask<bool> DeleteAsync(this IUserStore users, UserId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        users.DeleteAsync(id, at, Entry, _ => Entry, cancellationToken);
}
