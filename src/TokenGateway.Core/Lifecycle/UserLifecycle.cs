using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Every rule about users: who may make, change and delete them.</summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not answer; nothing has changed then.</remarks>
public sealed class UserLifecycle(IUserStore users, IChangeSink changes, TimeProvider time)
{
    public async ValueTask<LifecycleResult<User>> CreateAsync(Actor actor, User wanted, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(model);
        if (CheckActor(actor) is { } forbidden)
            return forbidden;
        var refusal = CheckText(wanted.Email, "e-mail address") ?? CheckText(wanted.Name, "name") ?? CheckRoles(wanted.Roles, model);
        if (refusal is not null)
            return refusal;
        if (model.FindDeclaredUser(wanted.Id) is not null)
            return new LifecycleError(LifecycleErrorCode.UserExists, $"User {wanted.Id} is declared in the configuration file.");
        var user = wanted with { CreatedAt = time.GetUtcNow(), IsDeclared = false };
        if (!await users.AddAsync(user, cancellationToken))
            return new LifecycleError(LifecycleErrorCode.UserExists, $"User {wanted.Id} exists already.");
        Tell(wanted.Id);
        return user;
    }

    public ValueTask<LifecycleResult<User>> SetRolesAsync(
        Actor actor, UserId id, ImmutableArray<RoleName> roles, AccessModel model, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, model, () => CheckRoles(roles, model), () => users.SetRolesAsync(id, roles, cancellationToken),
            user => user with { Roles = roles }, cancellationToken);

    /// <summary>Disabling kills all of the user's tokens until the user is enabled again.</summary>
    public ValueTask<LifecycleResult<User>> SetDisabledAsync(
        Actor actor, UserId id, bool isDisabled, AccessModel model, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, model, () => null, () => users.SetDisabledAsync(id, isDisabled, cancellationToken),
            user => user with { IsDisabled = isDisabled }, cancellationToken);

    /// <summary>Deletes the user and all the user's tokens, for ever.</summary>
    public ValueTask<LifecycleResult<User>> DeleteAsync(Actor actor, UserId id, AccessModel model, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, model, () => null, () => users.DeleteAsync(id, time.GetUtcNow(), cancellationToken),
            user => user, cancellationToken);

    private async ValueTask<LifecycleResult<User>> ChangeAsync(
        Actor actor, UserId id, AccessModel model, Func<LifecycleError?> rule, Func<ValueTask<bool>> write,
        Func<User, User> after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (CheckActor(actor) is { } forbidden)
            return forbidden;
        if (model.FindDeclaredUser(id) is not null)
            return new LifecycleError(LifecycleErrorCode.DeclaredInFile, $"User {id} is declared in the configuration file: change it there.");
        if (await users.GetAsync(id, cancellationToken) is not { } before)
            return NotFound(id);
        if (rule() is { } refusal)
            return refusal;
        if (!await write())
            return NotFound(id);
        Tell(id);

        // Not read again: a store that fails just now would make a change that has happened look as if it had not.
        return after(before);
    }

    private static LifecycleError? CheckActor(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Rights.HasFlag(ManagementRights.Users)
            ? null
            : new LifecycleError(LifecycleErrorCode.Forbidden, $"{actor.Name} may not manage users.");
    }

    private static LifecycleError? CheckText(string? text, string what) =>
        text is null || (text.Length is > 0 and <= 255 && PrintableText.IsPrintable(text))
            ? null
            : new(LifecycleErrorCode.InvalidValue, $"The {what} must have 1 to 255 printable characters.");

    private static LifecycleError? CheckRoles(ImmutableArray<RoleName> roles, AccessModel model)
    {
        var known = string.Join(", ", model.Roles.All.Select(one => one.Name));
        if (roles.IsDefaultOrEmpty)
            return new(LifecycleErrorCode.InvalidValue, $"A user has at least one role. Roles are {known}.");
        foreach (var role in roles)
        {
            if (model.Roles.Find(role) is null)
                return new(LifecycleErrorCode.RoleUnknown, $"There is no role {role}. Roles are {known}.");
        }

        return null;
    }

    private static LifecycleError NotFound(UserId id) => new(LifecycleErrorCode.UserNotFound, $"There is no user {id}.");

    private void Tell(UserId id) => changes.Apply(new Change(ChangeKind.UserChanged, id.Value));
}
