using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What a change rests on: who makes it, by what, and the users whose rights were looked at.</summary>
internal static class Bases
{
    public static LifecycleError Changed { get; } = new(
        RefusalCode.ChangedMeanwhile, "A user, token or session that this depends on has changed; nothing was done. Reload and try again.");

    /// <param name="others">Besides the actor's user: an owner, the user that is changed. Null, or declared in the file: cannot change in the store.</param>
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

    /// <summary>The same for a change to a user. What only takes away rests on nothing, and is never refused because something else changed.</summary>
    public static WriteBasis OfUser(bool gives, Actor actor, User? user, AccessModel model) =>
        (gives ? Of(actor, user) : WriteBasis.None) with { CanGive = CanGive(actor, model) };

    /// <summary>
    /// The same where roles or realms are written as a whole: a shorter list must not bring back what another took away
    /// meanwhile. It rests on the user that is changed, and on nothing else; an empty list on nothing.
    /// </summary>
    public static WriteBasis OfUser(bool gives, bool keeps, Actor actor, User user, AccessModel model) => OfUser(gives, actor, user, model) is var basis && keeps && !gives
        ? basis with { Users = [.. Stored([user])] }
        : basis;

    public static Func<UserRights, bool>? CanGive(Actor actor, AccessModel model) =>
        actor.IsOperator ? null : rights => CallerCeilingRules.Check(actor, rights, model) is null;

    private static IEnumerable<User> Stored(User?[] users) => users.OfType<User>().Where(user => !user.IsDeclared).Distinct();
}
