using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Benchmarks;

/// <summary>What the benchmarks work with: the shipped sample's roles and one engineer.</summary>
internal static class Some
{
    public static readonly StandardTokenFormat Format = new("tgw");

    public static readonly Token Token = new()
    {
        Id = TokenId.Stored(7),
        Name = "bench",
        Owner = UserId.Parse("alice"),
        Role = RoleName.Parse("Engineers"),
        CreatedBy = "bench",
        ExpiresAt = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static readonly User Owner = new() { Id = UserId.Parse("alice"), Email = "alice@example.com", Roles = [RoleName.Parse("Engineers")] };

    public static AccessModel Model()
    {
        var permissions = new PermissionCatalog([PermissionName.Parse("orders:read"), PermissionName.Parse("orders:write")]);
        var roles = new RoleCatalog([Role("Users", 10, "orders:read"), Role("Engineers", 20, "orders:*"), Role("Administrators", 30, "*")], permissions);
        return new AccessModel(roles, permissions, [Identity()], new TokenOptions(), [], []);
    }

    private static RoleDefinition Role(string name, int rank, string pattern) => new(
        RoleName.Parse(name), rank, PermissionPattern.TryParse(pattern, out var parsed) ? [parsed] : [], ManagementRights.None);

    private static IdentitySet Identity() => new(0,
    [
        Header("X-Auth-User", "{user.id}"), Header("X-Auth-Email", "{user.email}"), Header("X-Auth-Role", "{role}"),
        Header("X-Auth-Permissions", "{permissions}"), Header("X-Auth-Token-Id", "{token.id}"),
    ]);

    private static IdentityHeader Header(string name, string template) =>
        new(name, IdentityTemplate.TryParse(template, out var parsed, out _) ? parsed! : throw new FormatException(template));
}
