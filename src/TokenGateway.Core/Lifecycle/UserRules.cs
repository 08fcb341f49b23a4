using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What a user may be, and what a change of one requires.</summary>
internal static class UserRules
{
    /// <summary>Decides by the new roles: raising and enabling at once requires rights for both.</summary>
    public static LifecycleError? CheckPatch(Actor actor, User user, UserPatch patch, AccessModel model, DateTimeOffset now)
    {
        var roles = patch.Roles ?? user.Roles;
        var email = patch.SetsEmail ? patch.Email : null;
        if ((UserIdentityRules.CheckEmail(email) ?? UserIdentityRules.CheckUndeclared(email, model) ?? CheckName(patch.Name)
            ?? (patch.Roles is null ? null : CheckRoles(roles, model) ?? CheckRaised(actor, user, roles, model, now))) is { } refusal)
        {
            return refusal;
        }

        if (patch.Realms is { } realms && (CheckRealms(realms) ?? CallerCeilingRules.Check(actor, realms.Except(user.Realms), model)) is { } foreign)
            return foreign;
        if (CheckMaintainers(actor, user, patch.Maintainers, model, now) is { } unfit)
            return unfit;
        var revives = patch.IsDisabled == false || patch.CanCreateTokens == true;
        return (revives ? CallerCeilingRules.Check(actor, patch.Apply(user), model) : null)
            ?? (patch.SetsEmail || patch.SetsName ? CallerCeilingRules.Check(actor, user, model) : null);
    }

    // A maintainer of an account is that account to upstreams, just as an actor who sets a person's password is that
    // person.
    private static LifecycleError? CheckMaintainers(Actor actor, User user, MaintainerSet? wanted, AccessModel model, DateTimeOffset now)
    {
        if (wanted is null)
            return null;
        if (user.Maintainers is not { } present)
            return new(RefusalCode.InvalidValue, $"User {user.Id} is a person: only a service account has maintainers, and no user becomes one.");
        return wanted.HasMoreThan(present)
            ? CallerCeilingRules.Check(actor, user, model) ?? FreshSessionRule.Check(actor, user.Roles, model, now)
            : null;
    }

    /// <summary>
    /// Removing roles is always allowed; granting one requires having it, and for a role with management rights a recent
    /// sign-in.
    /// </summary>
    public static LifecycleError? CheckRaised(Actor actor, User user, ImmutableArray<RoleName> roles, AccessModel model, DateTimeOffset now) =>
        CallerCeilingRules.Check(actor, Raised(user, roles), model) ?? FreshSessionRule.Check(actor, Raised(user, roles), model, now);

    /// <summary>
    /// Whether the change grants anything. Maintainers are written as a whole: a shorter list must not restore one that
    /// another change removed meanwhile.
    /// </summary>
    public static bool Gives(User user, UserPatch patch) => patch.IsDisabled == false || patch.CanCreateTokens == true || patch.SetsEmail || patch.SetsName
        || (patch.Roles is { } roles && Raised(user, roles).Any()) || patch.Realms?.Except(user.Realms) is { IsEmpty: false }
        || patch.Maintainers is { All.IsEmpty: false };

    /// <summary>Whether it writes a list that retains some of the user's rights.</summary>
    public static bool Keeps(UserPatch patch) => patch.Roles is { IsEmpty: false } || patch.Realms is { IsEmpty: false };

    /// <summary>The roles that the user does not have yet.</summary>
    public static IEnumerable<RoleName> Raised(User user, ImmutableArray<RoleName> roles) => roles.Except(user.Roles);

    /// <summary>A password would bypass the provider's control over the account.</summary>
    public static LifecycleError? CheckLocal(User user) => user.Login is { } login
        ? new(RefusalCode.SignsInAtProvider, $"User {user.Id} signs in at {login.Issuer} and cannot have a password.")
        : null;

    public static LifecycleError? CheckPerson(User user) => user.IsService
        ? new(RefusalCode.ServiceAccount, $"User {user.Id} is a service account: it does not sign in and cannot have a password.")
        : null;

    public static LifecycleError? CheckName(string? name) =>
        name is null || (name.Length is > 0 and <= 255 && PrintableText.IsPrintable(name))
            ? null
            : new(RefusalCode.InvalidValue, "The name must have 1 to 255 printable characters.");

    public static LifecycleError? CheckRoles(ImmutableArray<RoleName> roles, AccessModel model)
    {
        var known = string.Join(", ", model.Roles.All.Select(one => one.Name));
        if (roles.IsDefaultOrEmpty)
            return new(RefusalCode.InvalidValue, $"A user needs at least one role. Roles: {known}.");
        foreach (var role in roles)
        {
            if (model.Roles.Find(role) is null)
                return new(RefusalCode.RoleUnknown, $"Role {role} does not exist. Roles: {known}.");
        }

        return null;
    }

    public static LifecycleError? CheckRealms(RealmSet realms) => realms.IsEmpty
        ? new(RefusalCode.InvalidValue, $"A user needs at least one realm, or {RealmSet.AllText} for all.")
        : null;
}
