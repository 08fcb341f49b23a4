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
        Realms = definition.Realms;
    }

    public int Index { get; }

    public RoleName Name { get; }

    public int? Rank { get; }

    public ManagementRights Manages { get; }

    public BitSet Permissions { get; }

    /// <summary>The realms that its holders have in addition to their own.</summary>
    public RealmSet Realms { get; }
}
