using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Users who sign in with an identity provider. They are identified by issuer and subject alone, created at their first
/// sign-in, and get their roles and realms from the provider's claims at each sign-in. A sign-in never takes over an
/// existing user, or the identity of a deleted one with more rights.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public sealed class ExternalUsers(IUserStore users, IAuditLog audit, IChangeSink changes, TimeProvider time)
{
    /// <param name="profile">The provider's claims, from a verified token.</param>
    /// <param name="address">The client's address; null: unknown.</param>
    /// <param name="model">The generation whose rules apply.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    public async ValueTask<ExternalSignIn> SignInAsync(ExternalProfile profile, string? address, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(model);
        var actor = AuditActor.IdentityProvider(address);
        var known = await users.FindByLoginAsync(profile.Login, cancellationToken);
        var (result, about) = profile.Roles.IsEmpty ? (new ExternalSignIn(ExternalSignInOutcome.NoRole), known?.Id)
            : known is not null ? (await RefreshAsync(actor, known, profile, model, cancellationToken), known.Id)
            : await CreateAsync(actor, profile, model, cancellationToken);
        if (result.Outcome != ExternalSignInOutcome.Done && about is { } user)
            await audit.AppendAsync(UserAudit.SignInRefused(actor, user, profile.Login, ReasonOf(result.Outcome)), cancellationToken);
        return result;
    }

    private async ValueTask<(ExternalSignIn Result, UserId? About)> CreateAsync(AuditActor actor, ExternalProfile profile, AccessModel model, CancellationToken cancellationToken)
    {
        if (IdOf(profile) is not { } id)
            return (new ExternalSignIn(ExternalSignInOutcome.NoId), null);
        if (model.FindDeclaredUser(id) is not null || UserIdentityRules.CheckUndeclared(id.Value, model) is not null)
            return (Taken(id.Value), id);
        if (UserIdentityRules.CheckUndeclared(profile.Email, model) is not null)
            return (EmailTaken(profile), id);
        var user = new User
        {
            Id = id,
            Login = profile.Login,
            Email = profile.Email,
            Name = profile.Name,
            Roles = profile.Roles,
            Realms = profile.Realms ?? RealmSet.Default,
            CreatedAt = time.GetUtcNow(),
        };
        try
        {
            if (await users.AddAsync(user, passwordHash: null, UserAudit.Created(actor, user, hasPassword: false), BasisOf(user), cancellationToken) is { } added)
            {
                Publish(id);
                return (new ExternalSignIn(ExternalSignInOutcome.Done, added), id);
            }
        }
        catch (IdentityTakenException refused)
        {
            return (refused.Identity == id.Value ? Taken(id.Value) : EmailTaken(profile), id);
        }
        catch (IdentityKeptException refused)
        {
            return (refused.Identity == id.Value ? Taken(id.Value) : EmailTaken(profile), id);
        }

        // Two concurrent first sign-ins of one person: the other one created the user.
        return await users.FindByLoginAsync(profile.Login, cancellationToken) is { } made
            ? (await RefreshAsync(actor, made, profile, model, cancellationToken), made.Id)
            : (Taken(id.Value), id);
    }

    private async ValueTask<ExternalSignIn> RefreshAsync(AuditActor actor, User user, ExternalProfile profile, AccessModel model, CancellationToken cancellationToken)
    {
        // The declared user takes precedence over this one, and is a different user.
        if (model.FindDeclaredUser(user.Id) is not null)
            return Taken(user.Id.Value);
        if (user.IsDisabled)
            return new ExternalSignIn(ExternalSignInOutcome.Disabled, Claim: user.Id.Value);
        try
        {
            var rights = new UserPatch { Roles = profile.Roles, Realms = profile.Realms };
            if (await PatchAsync(actor, user, rights, new WriteBasis { Users = [user] }, cancellationToken) is not { } refreshed)
                return new ExternalSignIn(ExternalSignInOutcome.Changed);
            return new ExternalSignIn(ExternalSignInOutcome.Done, await WithProfileAsync(actor, refreshed, profile, model, cancellationToken));
        }
        catch (ChangedMeanwhileException)
        {
            return new ExternalSignIn(ExternalSignInOutcome.Changed);
        }
    }

    // A conflicting new e-mail address does not lock out a known user: the old one stays.
    private async ValueTask<User> WithProfileAsync(AuditActor actor, User user, ExternalProfile profile, AccessModel model, CancellationToken cancellationToken)
    {
        var setsEmail = profile.Email is not null && UserIdentityRules.CheckUndeclared(profile.Email, model) is null;
        var patch = new UserPatch { SetsName = profile.Name is not null, Name = profile.Name, SetsEmail = setsEmail, Email = profile.Email };
        try
        {
            return await PatchAsync(actor, user, patch, BasisOf(user) with { Users = [user] }, cancellationToken) ?? user;
        }
        catch (Exception refused) when (refused is IdentityTakenException or IdentityKeptException)
        {
            return await PatchAsync(actor, user, patch with { SetsEmail = false, Email = null }, BasisOf(user) with { Users = [user] }, cancellationToken) ?? user;
        }
    }

    // Null: the user was deleted.
    private async ValueTask<User?> PatchAsync(AuditActor actor, User user, UserPatch patch, WriteBasis basis, CancellationToken cancellationToken)
    {
        var after = patch.Apply(user);
        if (UserAudit.Patched(actor, user, after) is not { Count: > 0 } entries)
            return user;
        if (!await users.PatchAsync(user.Id, patch, entries, basis, cancellationToken))
            return null;
        Publish(user.Id);

        // The provider determines the user's rights, by the rules of the file, so rights removed earlier no longer count.
        return patch.WritesRights ? after with { Kept = null } : after;
    }

    // The id or e-mail address of a deleted user is not reused by a user with fewer rights.
    private static WriteBasis BasisOf(User user) => new()
    {
        CanGive = rights => rights.Roles.All(user.Roles.Contains) && rights.Realms.Except(user.Realms).IsEmpty && !rights.CanCreateTokens,
    };

    private static UserId? IdOf(ExternalProfile profile)
    {
        foreach (var text in profile.Ids)
        {
            if (UserId.TryParse(text, out var id) && UserIdentityRules.CheckId(id) is null)
                return id;
        }

        return null;
    }

    private static ExternalSignIn Taken(string id) => new(ExternalSignInOutcome.IdTaken, Claim: id);

    private static ExternalSignIn EmailTaken(ExternalProfile profile) => new(ExternalSignInOutcome.EmailTaken, Claim: profile.Email);

    private static string ReasonOf(ExternalSignInOutcome outcome) => outcome switch
    {
        ExternalSignInOutcome.NoRole => "no_role",
        ExternalSignInOutcome.IdTaken => "id_taken",
        ExternalSignInOutcome.EmailTaken => "email_taken",
        ExternalSignInOutcome.Disabled => "disabled",
        _ => "changed_meanwhile",
    };

    private void Publish(UserId id) => changes.Apply(new Change(ChangeKind.UserChanged, id.Value));
}
