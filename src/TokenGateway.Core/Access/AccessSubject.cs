namespace TokenGateway.Core.Access;

/// <summary>The subject of a policy: the effective role and permissions. A null role has no permissions.</summary>
public readonly struct AccessSubject(Role? role, BitSet permissions)
{
    public Role? Role { get; } = role;

    // Computed, so that the default value of this struct, which runs no initializer, has no role either.

    /// <summary>-1 without a role, so that no role set contains it.</summary>
    internal int RoleIndex => Role?.Index ?? -1;

    /// <summary>Below every integer without a rank, so that no minimum is met.</summary>
    internal long Rank => Role?.Rank ?? long.MinValue;

    public BitSet Permissions { get; } = permissions;
}
