namespace TokenGateway.Core.Access;

/// <summary>
/// Whom a policy is asked about: the role and the permissions in force at this moment. A null role has none.
/// </summary>
public readonly struct AccessSubject(Role? role, BitSet permissions)
{
    public Role? Role { get; } = role;

    /// <summary>-1 without a role, so that no role set contains it.</summary>
    public int RoleIndex { get; } = role?.Index ?? -1;

    /// <summary>The least integer without a rank, so that no minimum is met.</summary>
    public int Rank { get; } = role?.Rank ?? int.MinValue;

    public BitSet Permissions { get; } = permissions;
}
