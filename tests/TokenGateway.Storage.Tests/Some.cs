using System.Collections.Immutable;
using System.Security.Cryptography;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests;

/// <summary>Users and tokens that tests do not care about the details of.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TokenQuota NoQuota = new(PerOwner: null, PerRealm: null, Moment);

    public static User User(string id = "alice", params string[] roles) => new()
    {
        Id = UserId.Parse(id),
        Email = $"{id}@example.com",
        Name = "Alice",
        Roles = roles.Length == 0 ? [RoleName.Parse("Engineers")] : [.. roles.Select(RoleName.Parse)],
        CreatedAt = Moment,
    };

    public static Token Draft(string owner = "alice", string name = "ci", string realm = "default") => new()
    {
        Id = default,
        Name = name,
        Owner = UserId.Parse(owner),
        Realm = Realm.Parse(realm),
        Role = RoleName.Parse("Engineers"),
        CreatedAt = Moment,
        CreatedBy = "cli:operator",
    };

    public static TokenDigest Digest() => new(RandomNumberGenerator.GetBytes(TokenDigest.Size));

    public static Func<long, SealedValue> Seal(TokenDigest? digest = null) =>
        id => new SealedValue(digest ?? Digest(), $"tgw_{id}_...9fK2");

    public static ImmutableArray<PermissionName> Permissions(params string[] names) => [.. names.Select(PermissionName.Parse)];
}
