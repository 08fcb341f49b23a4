using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Enforces that no actor grants more than it has: the current rights of a call's credential are the ceiling of everything
/// that it creates, reactivates or gives a new secret; for a session, those of its user. Only the operator's ceiling is the
/// owner's alone.
/// </summary>
internal static class CallerCeilingRules
{
    /// <summary>Whether a token with these rights is within the actor's.</summary>
    public static LifecycleError? Check(
        Actor actor, Role? role, BitSet permissions, ManagementRights manages, DateTimeOffset? end, Realm realm,
        ImmutableArray<AddressRange> addresses, AccessModel model)
    {
        if (actor.IsOperator)
            return null;
        if (CheckLeaked(actor) is { } leaked)
            return leaked;
        if ((manages & ~actor.Rights) is var missing and not ManagementRights.None)
            return NotManaged(missing);
        if (CheckRole(actor, role, model) is { } refusal)
            return refusal;
        return CheckPermissions(actor, permissions, model)
            ?? CheckRealm(actor, realm, model)
            ?? CheckEnd(actor, end, model.TokensOf(realm))
            ?? CheckAddresses(actor, addresses);
    }

    /// <summary>Whether an existing token is within the actor's rights. Its own token always is.</summary>
    public static LifecycleError? Check(Actor actor, Token token, AccessModel model)
    {
        if (actor.Credential?.Token.Id == token.Id)
            return CheckLeaked(actor);
        var role = model.Roles.Find(token.Role);
        var permissions = token.Permissions is { } limit ? model.Permissions.SetOf(limit) : role?.Permissions ?? default;
        return Check(actor, role, role is null ? permissions : permissions.And(role.Permissions), token.Manages, token.ExpiresAt, token.Realm, token.Addresses, model);
    }

    /// <summary>Whether the owner of a token has its realm: no other user's rights replace that.</summary>
    public static LifecycleError? CheckOwner(User owner, Realm realm, AccessModel model) => TokenRights.HasRealm(owner, realm, model.Roles)
        ? null
        : new(RefusalCode.RealmNotHeld, $"{owner.Id} does not have realm {realm}, only {TokenRights.RealmsOf(owner, model.Roles)}.");

    // A signed-in user creates, activates and rotates only in the user's own realms.
    private static LifecycleError? CheckRealm(Actor actor, Realm realm, AccessModel model) =>
        CheckRealm(actor, realm) ?? (actor.Credential is null ? Check(actor, RealmSet.Of(realm), model) : null);

    public static LifecycleError? CheckRealm(Actor actor, Realm realm) =>
        actor.Credential is { } credential && credential.Token.Realm != realm
            ? new(RefusalCode.Forbidden, $"{actor.Name} belongs to realm {credential.Token.Realm} and may not act in realm {realm}.")
            : null;

    /// <summary>Whether these realms are within the actor's. A token has only its own, except for the bootstrap token of the file.</summary>
    public static LifecycleError? Check(Actor actor, RealmSet realms, AccessModel model)
    {
        if (actor.IsOperator || realms.IsEmpty)
            return null;
        if (CheckLeaked(actor) is { } leaked)
            return leaked;
        return realms.Except(RealmsOf(actor, model)) is { IsEmpty: false } missing
            ? new(RefusalCode.RealmNotHeld, $"{actor.Name} does not have {(missing.IsAll ? "all realms" : $"realm {missing}")}.")
            : null;
    }

    /// <summary>
    /// Whether such a user is within the actor's rights: an actor who can create or sign in as a user has that user's
    /// rights.
    /// </summary>
    public static LifecycleError? Check(Actor actor, User user, AccessModel model) => Check(actor, UserRights.Of(user), model)
        ?? (user.Kept is { } kept && Check(actor, kept, model) is not null
            ? new(RefusalCode.RoleNotHeld, $"{user.Id} had {kept}, which {actor.Name} may not give. Only an administrator who may, or the operator, can change the identity of {user.Id}, after setting the user's roles.")
            : null);

    public static LifecycleError? Check(Actor actor, UserRights rights, AccessModel model) =>
        Check(actor, rights.Roles, model) ?? Check(actor, rights.Realms, model) ?? (rights.CanCreateTokens ? CheckCreator(actor, model) : null);

    /// <summary>
    /// Whether the actor may allow a user to create tokens: if only selected users may, in any realm, an unselected user
    /// can select no user, in particular not itself.
    /// </summary>
    public static LifecycleError? CheckCreator(Actor actor, AccessModel model) =>
        actor.IsOperator || actor.IsAdministrator || model.AllTokens.All(options => options.Creators != TokenCreators.Selected) || actor.User is { CanCreateTokens: true }
            ? null
            : new(RefusalCode.CreatorsOnly, $"{actor.Name} may not create tokens (Tokens:Creators), so cannot allow a user to.");

    /// <summary>Whether a user with these roles is within the actor's rights, whether the call is made by token or by session.</summary>
    public static LifecycleError? Check(Actor actor, IEnumerable<RoleName> roles, AccessModel model)
    {
        if (actor.IsOperator)
            return null;
        if (CheckLeaked(actor) is { } leaked)
            return leaked;
        var known = model.Roles.Known(roles);
        var missing = known.Aggregate(ManagementRights.None, (sum, role) => sum | role.Manages) & ~actor.Rights;
        if (missing != ManagementRights.None)
            return NotManaged(missing);
        foreach (var role in known)
        {
            if ((CheckRole(actor, role, model) ?? CheckPermissions(actor, role.Permissions, model) ?? Check(actor, role.Realms, model)) is { } refusal)
                return refusal;
        }

        return null;
    }

    internal static LifecycleError NotManaged(ManagementRights missing) =>
        new(RefusalCode.ManagementRightNotHeld, $"Cannot grant rights that the caller does not have: manages {string.Join(", ", ManagementRightsNames.Of(missing))}.");

    /// <summary>Whether a token with this role and all its permissions is within the actor's rights.</summary>
    public static LifecycleError? CheckHeld(Actor actor, Role role, AccessModel model) => CheckRole(actor, role, model) ?? CheckPermissions(actor, role.Permissions, model);

    // An unknown role grants nothing.
    private static LifecycleError? CheckRole(Actor actor, Role? role, AccessModel model) => role is null || TokenRights.MayHold(role, RolesOf(actor, model))
        ? null
        : new(RefusalCode.RoleNotHeld, $"{actor.Name} has neither role {role.Name} nor a higher ranked role.");

    private static LifecycleError? CheckPermissions(Actor actor, BitSet asked, AccessModel model)
    {
        var held = PermissionsOf(actor, model);
        if (held.ContainsAll(asked))
            return null;
        var missing = model.Permissions.NamesOf(asked).Except(model.Permissions.NamesOf(held), StringComparer.Ordinal);
        return new(RefusalCode.PermissionNotHeld, $"{actor.Name} does not have {string.Join(", ", missing)}.");
    }

    private static LifecycleError? CheckEnd(Actor actor, DateTimeOffset? end, TokenOptions options) =>
        !options.MayOutliveCreator && actor.Credential?.Token.ExpiresAt is { } creatorsEnd && (end is null || end > creatorsEnd)
            ? new(RefusalCode.OutlivesCreator, $"A token may not outlive the token that creates it, which expires at {creatorsEnd:O}.")
            : null;

    // A token bound to addresses creates nothing that works elsewhere: each range must be within one of its own.
    private static LifecycleError? CheckAddresses(Actor actor, ImmutableArray<AddressRange> asked) =>
        actor.Credential?.Token.Addresses is not { IsEmpty: false } bounds
        || (!asked.IsEmpty && asked.All(range => bounds.Any(bound => bound.Contains(range))))
            ? null
            : new(RefusalCode.AddressNotHeld, $"{actor.Name} is limited to {string.Join(", ", bounds)}, and so must be every token that it creates, activates or rotates.");

    // Reactivated after a leak, a token works for clients that depend on it, but grants nothing until it has a new secret.
    private static LifecycleError? CheckLeaked(Actor actor) => actor.Credential?.Token.LeakedAt is { } at
        ? new(RefusalCode.SessionRequired, $"{actor.Name} was reported as leaked at {at:O}. Sign in and rotate it first.")
        : null;

    private static IReadOnlyList<Role> RolesOf(Actor actor, AccessModel model) =>
        actor.Credential is not { } credential ? model.Roles.Known(actor.User!.Roles)
        : credential.Subject.Role is { } role ? [role] : [];

    private static RealmSet RealmsOf(Actor actor, AccessModel model) => actor.Credential is { Token: { Id.IsDeclared: false, Realm: var own } }
        ? RealmSet.Of(own)
        : actor.User is { } user ? TokenRights.RealmsOf(user, model.Roles) : RealmSet.None;

    private static BitSet PermissionsOf(Actor actor, AccessModel model) => actor.Credential is { } credential
        ? credential.Subject.Permissions
        : TokenRights.PermissionsOf(actor.User!, model);
}
