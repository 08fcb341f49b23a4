using TokenGateway.Core.Refusals;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Passkeys of local users. A user adds passkeys only for itself and in a session: otherwise a token, or an administrator
/// of users, could obtain a way to sign in as another user. Administrators of users can remove them.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public sealed class PasskeyLifecycle(IPasskeyStore passkeys, TimeProvider time)
{
    public const int MaxPerUser = 20;

    public const int LongestName = 100;

    /// <summary>The actor's own passkeys.</summary>
    public async ValueTask<IReadOnlyList<Passkey>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        actor is { Credential: null, User: { IsDeclared: false } user } ? await passkeys.ListAsync(user.Id, cancellationToken) : [];

    /// <summary>Whether the actor may add one now; null: yes.</summary>
    public LifecycleError? MayAdd(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is not { Credential: null, User: { } user, SignedInAt: not null })
            return new(RefusalCode.SessionRequired, "Passkeys are added by their user in a session.");
        if (user.IsDeclared)
            return new(RefusalCode.DeclaredInFile, $"User {user.Id} is declared in the configuration file and cannot have passkeys.");
        if (user.IsService)
            return new(RefusalCode.ServiceAccount, $"User {user.Id} is a service account and cannot have passkeys.");
        if (user.Login is { } login)
            return new(RefusalCode.SignsInAtProvider, $"User {user.Id} signs in at {login.Issuer} and cannot have passkeys.");
        return FreshSessionRule.Check(actor, "A passkey is added", time.GetUtcNow());
    }

    /// <param name="actor">The future owner.</param>
    /// <param name="verified">The authenticator's credential, verified by the framework; user, number and time are set here.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async ValueTask<LifecycleResult<Passkey>> AddAsync(Actor actor, Passkey verified, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verified);
        if (MayAdd(actor) is { } refusal)
            return refusal;
        if (verified.Name.Length is 0 or > LongestName || !PrintableText.IsPrintable(verified.Name))
            return new LifecycleError(RefusalCode.InvalidValue, $"The name must have 1 to {LongestName} printable characters.");
        var user = actor.User!;
        var passkey = verified with { User = user.Id, UserNumber = user.Number, CreatedAt = time.GetUtcNow(), UsedAt = null };
        try
        {
            return await passkeys.AddAsync(passkey, MaxPerUser, UserAudit.PasskeyAdded(actor.Audit, user, passkey), Bases.Of(actor), cancellationToken)
                ? passkey
                : new LifecycleError(RefusalCode.LimitReached, $"The passkey is known already, or {user.Id} has {MaxPerUser} passkeys, which is the maximum.");
        }
        catch (ChangedMeanwhileException)
        {
            return Bases.Changed;
        }
    }

    /// <summary>The passkeys of a user: for the user in a session, and for administrators of users.</summary>
    public async ValueTask<LifecycleResult<IReadOnlyList<Passkey>>> ListAsync(Actor actor, User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (MayTakeFrom(actor, user) is { } forbidden)
            return forbidden;
        return new LifecycleResult<IReadOnlyList<Passkey>>(
            user.IsDeclared ? [] : [.. (await passkeys.ListAsync(user.Id, cancellationToken)).Where(one => one.UserNumber == user.Number)]);
    }

    /// <summary>Removes one of the actor's own, and ends the sessions that it opened. Always allowed.</summary>
    public ValueTask<LifecycleResult<Passkey>> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        actor is { Credential: null, User: { } user } ? RemoveAsync(actor, user, id, cancellationToken) : new(None);

    /// <summary>
    /// The same for any user, also by administrators of users, for example after the loss of an authenticator. Always
    /// allowed, since it only revokes.
    /// </summary>
    public async ValueTask<LifecycleResult<Passkey>> RemoveAsync(Actor actor, User user, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (MayTakeFrom(actor, user) is { } forbidden)
            return forbidden;
        if (await passkeys.FindAsync(id, cancellationToken) is not { } passkey || passkey.User != user.Id || passkey.UserNumber != user.Number
            || !await passkeys.RemoveAsync(user.Id, id, UserAudit.PasskeyRemoved(actor.Audit, user, passkey), cancellationToken))
        {
            return None;
        }

        return passkey;
    }

    private static LifecycleError None { get; } = new(RefusalCode.NotFound, "There is no such passkey.");

    private static LifecycleError? MayTakeFrom(Actor actor, User user)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor is { IsOperator: false, Credential: null, User: { } self } && self.Id == user.Id && self.Number == user.Number ? null : ManagementRules.MayManageUsers(actor);
    }
}
