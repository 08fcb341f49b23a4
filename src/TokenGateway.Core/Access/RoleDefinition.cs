using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>A role as the configuration defines it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rank">Its place in the order that <c>MinRole</c> counts by; unique; null: not in the order.</param>
/// <param name="Permissions">What it grants.</param>
/// <param name="Manages">What its holders manage in the gateway.</param>
public sealed record RoleDefinition(
    RoleName Name, int? Rank, ImmutableArray<PermissionPattern> Permissions, ManagementRights Manages)
{
    /// <summary>The realms that its holders have besides their own.</summary>
    public RealmSet Realms { get; init; } = RealmSet.None;
}
