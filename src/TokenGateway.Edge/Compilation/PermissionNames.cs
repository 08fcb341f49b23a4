using TokenGateway.Configuration;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;

namespace TokenGateway.Edge.Compilation;

/// <summary>Collects every permission that roles or rules name; no others exist.</summary>
internal static class PermissionNames
{
    public static IEnumerable<PermissionName> NamedIn(GatewayConfigSet written) =>
        InRoles(written.Gateway).Concat(Entries(written).SelectMany(InEntry))
            .Where(AccessName.IsValid).Distinct(StringComparer.Ordinal).Select(PermissionName.Parse);

    private static IEnumerable<string> InRoles(GatewayConfig gateway) =>
        gateway.Roles.Values.SelectMany(role => role.Permissions).Select(text => text.TrimStart('!'));

    private static IEnumerable<AccessEntryConfig> Entries(GatewayConfigSet written) =>
        written.Gateway.Policies.Values.SelectMany(policy => policy.Access)
            .Concat(written.Routes.Values.SelectMany(route => route.Access ?? []));

    private static IEnumerable<string> InEntry(AccessEntryConfig entry) =>
        entry.OneOf.Prepend(entry.Condition).SelectMany(one => one.AllPermissions.Concat(one.AnyPermission));
}
