using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// The current rights of a token: what the token was created with AND what its owner has now. Reducing the owner's rights reduces
/// the token's at once; extending them does not extend the token's.
/// </summary>
public static class TokenRights
{
    public static AccessSubject InForce(Token token, User? owner, AccessModel model)
    {
        if (owner is null)
            return default;
        var ownersRoles = model.Roles.Known(owner.Roles);
        if (RoleInForce(token, ownersRoles, model) is not { } role)
            return new AccessSubject(null, default);
        var permissions = role.Permissions.And(Union(ownersRoles));
        if (token.Permissions is { } limit)
            permissions = permissions.And(model.Permissions.SetOf(limit));
        return new AccessSubject(role, permissions);
    }

    /// <summary>
    /// Whether the token has all permissions, including any that are added later: it has no list of its own, and its role and owner
    /// have <c>*</c>.
    /// </summary>
    internal static bool HoldsAll(Token token, User? owner, AccessModel model)
    {
        if (owner is null || token.Permissions is not null)
            return false;
        var ownersRoles = model.Roles.Known(owner.Roles);
        return RoleInForce(token, ownersRoles, model) is { GrantsAll: true } && ownersRoles.Any(role => role.GrantsAll);
    }

    /// <summary>All permissions that a user's roles grant.</summary>
    public static BitSet PermissionsOf(User user, AccessModel model) => Union(model.Roles.Known(user.Roles));

    /// <summary>All realms of a user: its own, and those that its roles grant.</summary>
    public static RealmSet RealmsOf(User user, RoleCatalog roles)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(roles);
        return roles.Known(user.Roles).Aggregate(user.Realms, (sum, role) => sum.Union(role.Realms));
    }

    /// <summary>Whether <see cref="RealmsOf"/> contains <paramref name="realm"/>.</summary>
    public static bool HasRealm(User user, Realm realm, RoleCatalog roles)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(roles);
        return user.Realms.Contains(realm) || user.Roles.Any(name => roles.Find(name)?.Realms.Contains(realm) == true);
    }

    /// <summary>Whether an owner with these roles may have a token of this role: one of the roles, or a ranked role not above the highest of them.</summary>
    public static bool MayHold(Role role, IReadOnlyList<Role> ownersRoles) =>
        ownersRoles.Any(one => one.Name == role.Name) || (role.Rank is { } rank && rank <= HighestRank(ownersRoles));

    private static BitSet Union(IEnumerable<Role> roles) =>
        roles.Aggregate(default(BitSet), (sum, one) => sum.Or(one.Permissions));

    // If the owner's rank fell below that of the token's role, the token has the owner's highest ranked role.
    private static Role? RoleInForce(Token token, IReadOnlyList<Role> ownersRoles, AccessModel model)
    {
        if (model.Roles.Find(token.Role) is not { } role)
            return null;
        if (MayHold(role, ownersRoles))
            return role;
        return role.Rank is null ? null : ownersRoles.FirstOrDefault(one => one.Rank is not null);
    }

    // Null if no role is ranked: comparing any rank with it yields false.
    private static int? HighestRank(IReadOnlyList<Role> roles) => roles.Max(one => one.Rank);
}
