using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What a change rests on: who makes it, by what, and the users whose rights were looked at.</summary>
internal static class Bases
{
    public static LifecycleError Changed { get; } = new(
        LifecycleErrorCode.ChangedMeanwhile, "A user, token or session that this depends on changed meanwhile; nothing was done. Look again, then try again.");

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

    private static IEnumerable<User> Stored(User?[] users) => users.OfType<User>().Where(user => !user.IsDeclared).Distinct();
}
