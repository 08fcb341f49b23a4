using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// The rules for a new token: never more rights than the owner has, or than the calling credential currently has, and no
/// longer lifetime than allowed.
/// </summary>
internal static class IssueRules
{
    public static LifecycleError? Check(
        Actor actor, IssueRequest request, User? owner, AccessModel model, DateTimeOffset now, out Token? draft)
    {
        draft = null;
        if (CheckWho(actor, request, owner, model) is { } who)
            return who;
        if (TextRules.Check(request) is { } text)
            return text;
        if (CheckRole(request, owner!, model, out var role) is { } roleRefusal)
            return roleRefusal;
        if (CallerCeilingRules.CheckOwner(owner!, request.Realm, model) is { } foreign)
            return foreign;
        request = WithAddresses(actor, request);
        var options = model.TokensOf(request.Realm);
        var manages = request.Manages ?? Default(actor, owner!, options, model);
        var refusal = CheckPermissions(request, owner!, role!, model)
            ?? CheckManagement(manages, owner!, model)
            ?? CheckTimes(request, options, now)
            ?? CallerCeilingRules.Check(actor, role, AskedOf(request, role!, model), manages, request.ExpiresAt, request.Realm, request.Addresses, model);
        if (refusal is not null)
            return refusal;
        draft = ToDraft(actor, request, role!, manages, now);
        return null;
    }

    // By default, a new token inherits the address restrictions of its credential.
    private static IssueRequest WithAddresses(Actor actor, IssueRequest request) => request with
    {
        Addresses = request.Addresses.IsDefaultOrEmpty ? actor.Credential?.Token.Addresses ?? [] : request.Addresses,
    };

    private static LifecycleError? CheckWho(Actor actor, IssueRequest request, User? owner, AccessModel model)
    {
        var options = model.TokensOf(request.Realm);
        if (!options.Enabled)
            return TokensDisabled(request.Realm, model);
        if ((CreatorRules.MayCreate(actor, request.Owner, owner, options) ?? CallerCeilingRules.CheckRealm(actor, request.Realm)) is { } refusal)
            return refusal;
        if (owner is null)
            return new(RefusalCode.UserNotFound, $"User {request.Owner} does not exist.");
        return owner.IsDisabled ? new(RefusalCode.UserDisabled, $"User {owner.Id} is disabled.") : null;
    }

    internal static LifecycleError TokensDisabled(Realm realm, AccessModel model) => new(
        RefusalCode.TokensDisabled,
        model.Tokens.Enabled ? $"Tokens are switched off in realm {realm} (Realms:{realm}:Tokens:Enabled)." : "Tokens are switched off (Tokens:Enabled).");

    private static LifecycleError? CheckRole(IssueRequest request, User owner, AccessModel model, out Role? role)
    {
        var held = model.Roles.Known(owner.Roles);
        role = request.Role is { } wanted ? model.Roles.Find(wanted) : held is [var highest, ..] ? highest : null;
        if (role is null)
        {
            return request.Role is null
                ? new(RefusalCode.RoleUnknown, $"{owner.Id} has no role that the configuration defines.")
                : new(RefusalCode.RoleUnknown, $"Role {request.Role} does not exist. Roles: {string.Join(", ", model.Roles.All.Select(one => one.Name))}.");
        }

        return TokenRights.MayHold(role, held)
            ? null
            : new(RefusalCode.RoleNotHeld, $"{owner.Id} has neither role {role.Name} nor a higher ranked role.");
    }

    private static LifecycleError? CheckPermissions(IssueRequest request, User owner, Role role, AccessModel model)
    {
        if (request.Permissions is not { } wanted)
            return null;
        foreach (var permission in wanted)
        {
            if (!role.Permissions.ContainsAll(model.Permissions.SetOf([permission])) || !model.Permissions.Knows(permission))
                return new(RefusalCode.PermissionNotHeld, $"Role {role.Name} does not grant {permission}.");
        }

        return TokenRights.PermissionsOf(owner, model).ContainsAll(AskedOf(request, role, model))
            ? null
            : new(RefusalCode.PermissionNotHeld, $"{owner.Id} does not have all of {string.Join(", ", wanted)}.");
    }

    private static BitSet AskedOf(IssueRequest request, Role role, AccessModel model) =>
        request.Permissions is { } limit ? model.Permissions.SetOf(limit) : role.Permissions;

    private static ManagementRights Default(Actor actor, User owner, TokenOptions options, AccessModel model)
    {
        var most = Actor.OwnersRights(owner, model) & actor.Rights;
        return options.DefaultManages switch
        {
            DefaultManages.Owner => most,
            DefaultManages.Own => most & ManagementRights.Own,
            _ => ManagementRights.None,
        };
    }

    private static LifecycleError? CheckManagement(ManagementRights manages, User owner, AccessModel model) =>
        (manages & ~Actor.OwnersRights(owner, model)) is var missing and not ManagementRights.None ? CallerCeilingRules.NotManaged(missing) : null;

    private static LifecycleError? CheckTimes(IssueRequest request, TokenOptions options, DateTimeOffset now)
    {
        if (request.ExpiresAt <= now)
            return new(RefusalCode.EndInThePast, $"The expiry {request.ExpiresAt:O} is not in the future.");
        if (request.NotBefore >= request.ExpiresAt)
            return new(RefusalCode.InvalidValue, $"The token would become valid at {request.NotBefore:O}, which is not before its expiry {request.ExpiresAt:O}.");
        if (request.ExpiresAt is null && (!options.AllowNonExpiring || options.MaxLifetime is not null))
            return new(RefusalCode.EndRequired, $"A token must have an expiry{AtMost(options)}.");
        return options.MaxLifetime is { } most && request.ExpiresAt - now > most
            ? new(RefusalCode.LifetimeTooLong, $"The lifetime of a token is at most {most} (Tokens:MaxLifetime).")
            : null;
    }

    private static string AtMost(TokenOptions options) =>
        options.MaxLifetime is { } most ? $", at most {most} ahead (Tokens:MaxLifetime)" : " (Tokens:AllowNonExpiring)";

    private static Token ToDraft(Actor actor, IssueRequest request, Role role, ManagementRights manages, DateTimeOffset now) => new()
    {
        Id = default,
        ExternalId = request.ExternalId,
        Name = request.Name,
        Description = request.Description,
        Owner = request.Owner,
        Realm = request.Realm,
        Role = role.Name,
        Permissions = request.Permissions is { } limit
            ? [.. limit.Distinct().OrderBy(one => one.Value, StringComparer.Ordinal)]
            : (ImmutableArray<PermissionName>?)null,
        Manages = manages,
        CreatedAt = now,
        CreatedBy = actor.Name,
        NotBefore = request.NotBefore,
        ExpiresAt = request.ExpiresAt,
        Addresses = request.Addresses.IsDefaultOrEmpty ? [] : [.. request.Addresses.Distinct()],
    };
}
