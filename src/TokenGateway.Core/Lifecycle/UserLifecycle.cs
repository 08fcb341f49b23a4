using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// The rules about users: who may create, change and delete them. An actor who creates a user or sets a password can sign
/// in as that user, and so may do neither for a user with more management rights. Disabling and deleting are always
/// allowed.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond; nothing has changed then.</remarks>
public sealed class UserLifecycle(IUserStore users, IChangeSink changes, TimeProvider time)
{
    /// <summary>A user that the actor may see: any user, or itself and the service accounts that it maintains.</summary>
    public async ValueTask<LifecycleResult<User>> GetAsync(Actor actor, UserId id, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var found = await users.FindAsync(id, model, cancellationToken);

        // An actor without the right does not learn whether the user exists.
        if (!IsSelf(actor, id) && !actor.MayMaintain(found) && ManagementRules.MayManageUsers(actor) is { } forbidden)
            return forbidden;
        if (found is not { } user)
            return NotFound(id);
        return user;
    }

    /// <summary>
    /// Users by ascending id (by the bytes of its UTF-8), including declared ones, at most <paramref name="limit"/>, only
    /// those after <paramref name="after"/>.
    /// </summary>
    internal ValueTask<LifecycleResult<IReadOnlyList<User>>> ListAsync(
        Actor actor, UserId? after, int limit, AccessModel model, CancellationToken cancellationToken) =>
        ListAsync(actor, UserFilter.All, after, limit, model, cancellationToken);

    /// <summary>
    /// The same with a filter. An actor who does not manage users may list the service accounts that it maintains, if it
    /// filters for them.
    /// </summary>
    public async ValueTask<LifecycleResult<IReadOnlyList<User>>> ListAsync(
        Actor actor, UserFilter filter, UserId? after, int limit, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(model);
        if (ManagementRules.MayManageUsers(actor) is { } forbidden)
        {
            if (!filter.IsOfServices || !actor.Rights.HasFlag(ManagementRights.Own) || actor.User is not { } maintainer)
                return forbidden;
            filter = filter with { Maintainer = maintainer.Number };
        }

        var page = new SortedDictionary<UserId, User>(UserOrder.Instance);
        foreach (var user in model.DeclaredUsers.Where(filter.Matches).Where(user => after is not { } start || UserOrder.Instance.Compare(user.Id, start) > 0))
            page[user.Id] = user;
        IReadOnlyList<User> stored;
        var storedAfter = after;
        do
        {
            // The declared user takes precedence over a stored one with the same id, so a page of the store may yield fewer
            // users.
            stored = await users.ListAsync(filter, storedAfter, limit, cancellationToken);
            foreach (var user in stored.Where(user => model.FindDeclaredUser(user.Id) is null))
                page.TryAdd(user.Id, user);
            storedAfter = stored.Count == 0 ? storedAfter : stored[^1].Id;
        }
        while (stored.Count == limit && page.Keys.Count(id => UserOrder.Instance.Compare(id, storedAfter!.Value) <= 0) < limit);
        return new LifecycleResult<IReadOnlyList<User>>([.. page.Values.Take(limit)]);
    }

    public ValueTask<LifecycleResult<User>> CreateAsync(Actor actor, User wanted, AccessModel model, CancellationToken cancellationToken) =>
        CreateAsync(actor, wanted, passwordHash: null, model, cancellationToken);

    /// <param name="passwordHash">The hash of the first password; null: the user cannot sign in with a password.</param>
    public async ValueTask<LifecycleResult<User>> CreateAsync(
        Actor actor, User wanted, string? passwordHash, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(model);
        if (ManagementRules.MayManageUsers(actor) is { } forbidden)
            return forbidden;
        var refusal = UserIdentityRules.CheckId(wanted.Id) ?? UserIdentityRules.CheckEmail(wanted.Email) ?? UserRules.CheckName(wanted.Name)
            ?? (passwordHash is null ? null : UserRules.CheckPerson(wanted)) ?? UserRules.CheckRoles(wanted.Roles, model) ?? UserRules.CheckRealms(wanted.Realms) ?? CallerCeilingRules.Check(actor, wanted, model)
            ?? FreshSessionRule.Check(actor, wanted.Roles, model, time.GetUtcNow());
        if (refusal is not null)
            return refusal;
        if (model.FindDeclaredUser(wanted.Id) is not null)
            return new LifecycleError(RefusalCode.UserExists, $"User {wanted.Id} is declared in the configuration file.");
        if ((UserIdentityRules.CheckUndeclared(wanted.Id.Value, model) ?? UserIdentityRules.CheckUndeclared(wanted.Email, model)) is { } taken)
            return taken;
        var user = wanted with { CreatedAt = time.GetUtcNow(), IsDeclared = false };
        try
        {
            if (await users.AddAsync(user, passwordHash, UserAudit.Created(actor.Audit, user, passwordHash is not null), Bases.OfUser(gives: true, actor, null, model), cancellationToken) is not { } added)
                return new LifecycleError(RefusalCode.UserExists, $"User {wanted.Id} already exists.");
            Publish(wanted.Id);
            return added;
        }
        catch (ChangedMeanwhileException)
        {
            return Bases.Changed;
        }
        catch (IdentityTakenException refused)
        {
            return UserIdentityRules.Taken(refused.Identity, refused.Other);
        }
        catch (IdentityKeptException refused)
        {
            return UserIdentityRules.Kept(actor, refused.Identity, refused.Rights);
        }
    }

    public ValueTask<LifecycleResult<User>> SetRolesAsync(
        Actor actor, UserId id, ImmutableArray<RoleName> roles, AccessModel model, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, model, user => UserRules.CheckRoles(roles, model) ?? UserRules.CheckRaised(actor, user, roles, model, time.GetUtcNow()),
        user => users.SetRolesAsync(id, roles, UserAudit.Roles(actor.Audit, user, user with { Roles = roles }), Bases.OfUser(UserRules.Raised(user, roles).Any(), !roles.IsEmpty, actor, user, model), cancellationToken),
        user => WithKept(user, user with { Roles = roles }, writesRights: true, actor, model), cancellationToken);

    /// <summary>Replaces a user's own realms; those that roles grant are unaffected.</summary>
    public ValueTask<LifecycleResult<User>> SetRealmsAsync(Actor actor, UserId id, RealmSet realms, AccessModel model, CancellationToken cancellationToken) =>
        PatchAsync(actor, id, new UserPatch { Realms = realms }, model, cancellationToken);

    /// <summary>Sets whether a user may create tokens when only selected users may.</summary>
    public ValueTask<LifecycleResult<User>> SetCanCreateTokensAsync(
        Actor actor, UserId id, bool canCreateTokens, AccessModel model, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, model, user => canCreateTokens ? CallerCeilingRules.Check(actor, user with { CanCreateTokens = true }, model) : null,
        user => users.SetCanCreateTokensAsync(id, canCreateTokens, UserAudit.CanCreate(actor.Audit, user, canCreateTokens), Bases.OfUser(canCreateTokens, actor, user, model), cancellationToken),
        user => WithKept(user, user with { CanCreateTokens = canCreateTokens }, writesRights: true, actor, model), cancellationToken);

    /// <summary>Disabling stops all of the user's tokens until the user is enabled again.</summary>
    public ValueTask<LifecycleResult<User>> SetDisabledAsync(
        Actor actor, UserId id, bool isDisabled, AccessModel model, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, model, user => isDisabled ? null : CallerCeilingRules.Check(actor, user, model),
        user => users.SetDisabledAsync(id, isDisabled, UserAudit.Disabled(actor.Audit, user, isDisabled), Bases.OfUser(!isDisabled, actor, user, model), cancellationToken),
        user => user with { IsDisabled = isDisabled }, cancellationToken);

    /// <summary>
    /// Changes several parts at once, or none. An actor who sets an e-mail address or name decides what upstreams receive
    /// about the user, and so may not do it for a user with more rights.
    /// </summary>
    public ValueTask<LifecycleResult<User>> PatchAsync(
        Actor actor, UserId id, UserPatch patch, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return ChangeAsync(
            actor, id, model, user => UserRules.CheckPatch(actor, user, patch, model, time.GetUtcNow()),
            user => users.PatchAsync(id, patch, UserAudit.Patched(actor.Audit, user, After(user, patch)), Bases.OfUser(UserRules.Gives(user, patch), UserRules.Keeps(patch), actor, user, model), cancellationToken),
            user => After(user, patch), cancellationToken);

        User After(User user, UserPatch change) => WithKept(user, change.Apply(user), change.WritesRights, actor, model);
    }

    /// <summary>
    /// Sets the hash of a new password, or removes the password (null), and ends the user's sessions. Tokens are not
    /// affected. A signed-in user may do it for itself; the caller has to verify the current password.
    /// </summary>
    public ValueTask<LifecycleResult<User>> SetPasswordHashAsync(
        Actor actor, UserId id, string? hash, AccessModel model, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, model, user => hash is null ? null : UserRules.CheckPerson(user) ?? UserRules.CheckLocal(user) ?? (IsSelf(actor, id) ? null : CallerCeilingRules.Check(actor, user, model) ?? FreshSessionRule.Check(actor, user.Roles, model, time.GetUtcNow())),
        user => users.SetPasswordHashAsync(id, hash, UserAudit.Password(actor.Audit, user, hash is not null), Bases.OfUser(hash is not null, actor, user, model), cancellationToken),
        user => user, alsoSelf: true, cancellationToken);

    /// <summary>Deletes the user and all the user's tokens permanently.</summary>
    public ValueTask<LifecycleResult<User>> DeleteAsync(Actor actor, UserId id, AccessModel model, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, model, _ => null,
        user => users.DeleteAsync(
            id, time.GetUtcNow(), UserAudit.Deleted(actor.Audit, user), token => TokenAudit.DeletedWithOwner(actor, token), cancellationToken),
        user => user, cancellationToken);

    private ValueTask<LifecycleResult<User>> ChangeAsync(
        Actor actor, UserId id, AccessModel model, Func<User, LifecycleError?> rule, Func<User, ValueTask<bool>> write,
        Func<User, User> after, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, model, rule, write, after, alsoSelf: false, cancellationToken);

    private async ValueTask<LifecycleResult<User>> ChangeAsync(
        Actor actor, UserId id, AccessModel model, Func<User, LifecycleError?> rule, Func<User, ValueTask<bool>> write,
        Func<User, User> after, bool alsoSelf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(alsoSelf && IsSelf(actor, id)) && ManagementRules.MayManageUsers(actor) is { } forbidden)
            return forbidden;
        if (model.FindDeclaredUser(id) is not null)
            return new LifecycleError(RefusalCode.DeclaredInFile, $"User {id} is declared in the configuration file: change it there.");
        if (await users.GetAsync(id, cancellationToken) is not { } before)
            return NotFound(id);
        if (rule(before) is { } refusal)
            return refusal;
        try
        {
            if (!await write(before))
                return NotFound(id);
        }
        catch (ChangedMeanwhileException)
        {
            return Bases.Changed;
        }
        catch (IdentityTakenException refused)
        {
            return UserIdentityRules.Taken(refused.Identity, refused.Other);
        }
        catch (IdentityKeptException refused)
        {
            return UserIdentityRules.Kept(actor, refused.Identity, refused.Rights);
        }

        Publish(id);

        // Not read again: a store failure at this point would make a completed change appear undone.
        return after(before);
    }

    // A token never acts as its owner in person.
    private static bool IsSelf(Actor actor, UserId id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor is { IsOperator: false, Credential: null } && actor.Owns(id);
    }

    private static User WithKept(User before, User after, bool writesRights, Actor actor, AccessModel model) =>
        after with { Kept = KeptRights.After(before, after, writesRights, Bases.CanGive(actor, model)) };

    private static LifecycleError NotFound(UserId id) => new(RefusalCode.UserNotFound, $"User {id} does not exist.");

    private void Publish(UserId id) => changes.Apply(new Change(ChangeKind.UserChanged, id.Value));
}
