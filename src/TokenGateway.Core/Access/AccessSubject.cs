namespace TokenGateway.Core.Access;

/// <summary>
/// Whom a policy is asked about: the role and the permissions in force at this moment. A null role has none.
/// </summary>
public readonly struct AccessSubject(Role? role, BitSet permissions)
{
    public Role? Role { get; } = role;

    // Computed, so that the default value of this struct, which runs no initializer, has no role either.

    /// <summary>-1 without a role, so that no role set contains it.</summary>
    public int RoleIndex => Role?.Index ?? -1;

    /// <summary>Below every integer without a rank, so that no minimum is met.</summary>
    public long Rank => Role?.Rank ?? long.MinValue;

    public BitSet Permissions { get; } = permissions;
}
