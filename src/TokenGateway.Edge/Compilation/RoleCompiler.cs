using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the roles, whose syntax was already checked.</summary>
internal static class RoleCompiler
{
    public static RoleCatalog Compile(GatewayConfig gateway, PermissionCatalog permissions) =>
        new(gateway.Roles.Values.Select(DefinitionOf).OfType<RoleDefinition>(), permissions);

    private static RoleDefinition? DefinitionOf(RoleConfig role) => RoleName.TryParse(role.Name, out var name)
        ? new RoleDefinition(name, role.Rank, [.. Patterns(role)], ManagesOf(role))
        {
            Realms = RealmSet.TryParse(role.Realms, out var realms, out _) ? realms : RealmSet.None,
        }
        : null;

    private static IEnumerable<PermissionPattern> Patterns(RoleConfig role)
    {
        foreach (var text in role.Permissions)
        {
            if (PermissionPattern.TryParse(text, out var pattern))
                yield return pattern;
        }
    }

    private static ManagementRights ManagesOf(RoleConfig role) =>
        role.Manages.Aggregate(ManagementRights.None, (sum, text) => ManagementRightsNames.TryParse(text, out var right) ? sum | right : sum);
}
