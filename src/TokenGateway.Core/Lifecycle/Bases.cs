using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Creates the basis of a change: the actor, its credential, and the users whose rights were checked.</summary>
internal static class Bases
{
    public static LifecycleError Changed { get; } = new(
        RefusalCode.ChangedMeanwhile, "A user, token or session that this depends on has changed; nothing was done. Reload and try again.");

    /// <param name="others">Besides the actor's user: an owner, or the changed user. Null or declared ones cannot change in the store.</param>
    public static WriteBasis Of(Actor actor, params ReadOnlySpan<User?> others)
    {
        var credential = actor.Credential is { Token.Id.IsDeclared: false } known ? known : null;
        return new WriteBasis
        {
            Users = [.. Stored([actor.User, .. others])],
            Credential = credential?.Token,
            IsByRetiredSecret = credential?.IsRetired == true,
            Session = actor.Session,
        };
    }

    /// <summary>The same for a change to a user. A revoking change has no basis, so an unrelated change never causes its refusal.</summary>
    public static WriteBasis OfUser(bool gives, Actor actor, User? user, AccessModel model) =>
        (gives ? Of(actor, user) : WriteBasis.None) with { CanGive = CanGive(actor, model) };

    /// <summary>
    /// The same if roles or realms are written as a whole: a shorter list must not restore what another change removed
    /// meanwhile. Its basis is the changed user only; an empty list has none.
    /// </summary>
    public static WriteBasis OfUser(bool gives, bool keeps, Actor actor, User user, AccessModel model) => OfUser(gives, actor, user, model) is var basis && keeps && !gives
        ? basis with { Users = [.. Stored([user])] }
        : basis;

    public static Func<UserRights, bool>? CanGive(Actor actor, AccessModel model) =>
        actor.IsOperator ? null : rights => CallerCeilingRules.Check(actor, rights, model) is null;

    private static IEnumerable<User> Stored(User?[] users) => users.OfType<User>().Where(user => !user.IsDeclared).Distinct();
}
