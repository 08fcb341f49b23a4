using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>A role as the configuration defines it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rank">Its rank, for <c>MinRole</c>; unique; null: unranked.</param>
/// <param name="Permissions">What it grants.</param>
/// <param name="Manages">The management rights of its holders.</param>
public sealed record RoleDefinition(
    RoleName Name, int? Rank, ImmutableArray<PermissionPattern> Permissions, ManagementRights Manages)
{
    /// <summary>The realms that its holders have in addition to their own.</summary>
    public RealmSet Realms { get; init; } = RealmSet.None;
}
