using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Stress.Store;

/// <summary>Roles and an identity header, as the gateway's file has them.</summary>
internal static class SomeModel
{
    private static readonly RoleName Engineers = RoleName.Parse("Engineers");

    public static User User(UserId id) => new() { Id = id, Email = $"{id.Value}@example.com", Roles = [Engineers] };

    public static AccessModel Create()
    {
        var permissions = new PermissionCatalog([PermissionName.Parse("orders:read")]);
        return new AccessModel(
            new RoleCatalog([new RoleDefinition(Engineers, 20, PermissionPattern.TryParse("*", out var all) ? [all] : [], ManagementRights.None)], permissions), permissions,
            [new IdentitySet(0, IdentityTemplate.TryParse("{user.id}", out var user, out _) ? [new IdentityHeader("X-Auth-User", user!)] : [])], new TokenOptions { MaxPerUser = null }, [], []);
    }
}
