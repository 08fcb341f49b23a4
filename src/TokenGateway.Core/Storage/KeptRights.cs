using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// What of a user's rights counts on after it was taken away. Whoever takes away what it could not give must not get
/// hold of the user by that: what upstreams know of the user is the same, and the rights may come back.
/// </summary>
public static class KeptRights
{
    /// <summary>What counts on after a write; null: nothing.</summary>
    /// <param name="canGive">What the one who writes may give; null: everything.</param>
    /// <param name="writesRights">Whether the write says what the user has: by somebody who could give all of it, that is all that counts.</param>
    public static UserRights? After(User before, User after, bool writesRights, Func<UserRights, bool>? canGive)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var kept = before.Kept is { } known && !(writesRights && canGive?.Invoke(known) is not false) ? known : UserRights.None;
        var taken = UserRights.Of(before).Except(UserRights.Of(after));
        kept = taken.Parts().Where(part => canGive?.Invoke(part) is false).Aggregate(kept, (sum, part) => sum.Union(part));
        return kept.IsEmpty ? null : kept;
    }

    /// <summary>All that a user has or that counts on.</summary>
    public static UserRights AllOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Kept is { } kept ? UserRights.Of(user).Union(kept) : UserRights.Of(user);
    }
}
