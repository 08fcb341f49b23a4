using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// The rules for a new token: never more than the owner has, never more than the credential that asks has at this
/// moment, never longer than allowed.
/// </summary>
internal static class IssueRules
{
    public static LifecycleError? Check(
        Actor actor, IssueRequest request, User? owner, AccessModel model, DateTimeOffset now, out Token? draft)
    {
        draft = null;
        if (CheckWho(actor, request, owner, model) is { } who)
            return who;
        if (CheckName(request.Name) is { } name)
            return name;
        if (CheckRole(actor, request, owner!, model, out var role) is { } roleRefusal)
            return roleRefusal;
        var refusal = CheckPermissions(actor, request, owner!, role!, model)
            ?? CheckManagement(actor, request, owner!, model)
            ?? CheckEnd(actor, request, model.Tokens, now);
        if (refusal is not null)
            return refusal;
        draft = ToDraft(actor, request, role!, now);
        return null;
    }

    private static LifecycleError? CheckWho(Actor actor, IssueRequest request, User? owner, AccessModel model)
    {
        if (!model.Tokens.Enabled)
            return new(LifecycleErrorCode.TokensDisabled, "Tokens are switched off (Tokens:Enabled).");
        if (!actor.MayManage(request.Owner))
            return new(LifecycleErrorCode.Forbidden, $"{actor.Name} may not make tokens for {request.Owner}.");
        if (actor.Credential is { } credential && credential.Token.Realm != request.Realm)
            return new(LifecycleErrorCode.Forbidden, $"{actor.Name} belongs to realm {credential.Token.Realm} and may not make tokens for realm {request.Realm}.");
        if (owner is null)
            return new(LifecycleErrorCode.UserNotFound, $"There is no user {request.Owner}.");
        return owner.IsDisabled ? new(LifecycleErrorCode.UserDisabled, $"User {owner.Id} is disabled.") : null;
    }

    private static LifecycleError? CheckName(string name) =>
        name.Length > Token.MaxNameLength || !PrintableText.IsPrintable(name)
            ? new(LifecycleErrorCode.InvalidValue, $"A name has at most {Token.MaxNameLength} printable characters.")
            : null;

    private static LifecycleError? CheckRole(Actor actor, IssueRequest request, User owner, AccessModel model, out Role? role)
    {
        var held = model.Roles.Known(owner.Roles);
        role = request.Role is { } wanted ? model.Roles.Find(wanted) : held is [var highest, ..] ? highest : null;
        if (role is null)
        {
            return request.Role is null
                ? new(LifecycleErrorCode.RoleUnknown, $"{owner.Id} has no role that the configuration knows.")
                : new(LifecycleErrorCode.RoleUnknown, $"There is no role {request.Role}. Roles are {string.Join(", ", model.Roles.All.Select(one => one.Name))}.");
        }

        if (!TokenRights.MayHold(role, held))
            return new(LifecycleErrorCode.RoleNotHeld, $"{owner.Id} does not hold role {role.Name} nor a ranked one above it.");
        if (actor.Credential is { } credential && !TokenRights.MayHold(role, RolesOf(credential)))
            return new(LifecycleErrorCode.RoleNotHeld, $"The token that makes this call does not reach role {role.Name}.");
        return null;
    }

    private static LifecycleError? CheckPermissions(Actor actor, IssueRequest request, User owner, Role role, AccessModel model)
    {
        if (request.Permissions is { } wanted)
        {
            foreach (var permission in wanted)
            {
                if (!role.Permissions.ContainsAll(model.Permissions.SetOf([permission])) || !model.Permissions.Knows(permission))
                    return new(LifecycleErrorCode.PermissionNotHeld, $"Role {role.Name} does not grant {permission}.");
            }
        }

        var asked = request.Permissions is { } limit ? model.Permissions.SetOf(limit) : role.Permissions;
        if (actor.Credential is { } credential && !credential.Subject.Permissions.ContainsAll(asked))
        {
            var missing = model.Permissions.NamesOf(asked).Except(credential.PermissionNames, StringComparer.Ordinal);
            return new(LifecycleErrorCode.PermissionNotHeld, $"The token that makes this call does not have {string.Join(", ", missing)}.");
        }

        var owners = model.Roles.Known(owner.Roles).Aggregate(default(BitSet), (sum, one) => sum.Or(one.Permissions));
        return request.Permissions is null || owners.ContainsAll(asked)
            ? null
            : new(LifecycleErrorCode.PermissionNotHeld, $"{owner.Id} does not have all of {string.Join(", ", request.Permissions.Value)}.");
    }

    private static LifecycleError? CheckManagement(Actor actor, IssueRequest request, User owner, AccessModel model)
    {
        var missing = request.Manages & ~(Actor.OwnersRights(owner, model) & actor.Rights);
        return missing == ManagementRights.None
            ? null
            : new(LifecycleErrorCode.ManagementRightNotHeld, $"Not held, so not given: manages {string.Join(", ", ManagementRightsNames.Of(missing))}.");
    }

    private static LifecycleError? CheckEnd(Actor actor, IssueRequest request, TokenOptions options, DateTimeOffset now)
    {
        if (request.ExpiresAt <= now)
            return new(LifecycleErrorCode.EndInThePast, $"The end {request.ExpiresAt:O} is not in the future.");
        if (request.ExpiresAt is null && (!options.AllowNonExpiring || options.MaxLifetime is not null))
            return new(LifecycleErrorCode.EndRequired, $"A token must have an end here{AtMost(options)}.");
        if (options.MaxLifetime is { } most && request.ExpiresAt - now > most)
            return new(LifecycleErrorCode.LifetimeTooLong, $"A token lives at most {most} here (Tokens:MaxLifetime).");
        if (actor.Credential?.Token.ExpiresAt is { } creatorsEnd && (request.ExpiresAt is null || request.ExpiresAt > creatorsEnd))
            return new(LifecycleErrorCode.OutlivesCreator, $"The new token may not outlive the one that makes it, which ends {creatorsEnd:O}.");
        return null;
    }

    private static string AtMost(TokenOptions options) =>
        options.MaxLifetime is { } most ? $", at most {most} ahead (Tokens:MaxLifetime)" : " (Tokens:AllowNonExpiring)";

    private static IReadOnlyList<Role> RolesOf(TokenSnapshot credential) =>
        credential.Subject.Role is { } role ? [role] : [];

    private static Token ToDraft(Actor actor, IssueRequest request, Role role, DateTimeOffset now) => new()
    {
        Id = default,
        Name = request.Name,
        Owner = request.Owner,
        Realm = request.Realm,
        Role = role.Name,
        Permissions = request.Permissions is { } limit
            ? [.. limit.Distinct().OrderBy(one => one.Value, StringComparer.Ordinal)]
            : (ImmutableArray<PermissionName>?)null,
        Manages = request.Manages,
        CreatedAt = now,
        CreatedBy = actor.Name,
        ExpiresAt = request.ExpiresAt,
    };
}
