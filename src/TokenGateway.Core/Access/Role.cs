namespace TokenGateway.Core.Access;

/// <summary>A role compiled for one configuration generation.</summary>
public sealed class Role
{
    internal Role(int index, RoleDefinition definition, BitSet permissions)
    {
        Index = index;
        Name = definition.Name;
        Rank = definition.Rank;
        Manages = definition.Manages;
        Permissions = permissions;
        GrantsAll = definition.Permissions.Any(pattern => pattern is { IsPrefix: true, Text.Length: 0, TakesAway: false })
            && !definition.Permissions.Any(pattern => pattern.TakesAway);
        Realms = definition.Realms;
    }

    public int Index { get; }

    public RoleName Name { get; }

    public int? Rank { get; }

    public ManagementRights Manages { get; }

    public BitSet Permissions { get; }

    /// <summary>It grants <c>*</c> and takes nothing away: permissions that are added later too.</summary>
    public bool GrantsAll { get; }

    /// <summary>The realms that its holders have in addition to their own.</summary>
    public RealmSet Realms { get; }
}
