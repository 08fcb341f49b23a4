using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// The removed rights of a user that still count as a ceiling. An actor that removes rights it could not grant must not
/// gain control of the user that way: upstreams still know the same user, and the rights may come back.
/// </summary>
public static class KeptRights
{
    /// <summary>The retained rights after a write; null: none.</summary>
    /// <param name="canGive">What the actor may grant; null: everything.</param>
    /// <param name="writesRights">
    /// Whether the write sets the user's rights: an actor who may grant all of them clears the retained ones.
    /// </param>
    public static UserRights? After(User before, User after, bool writesRights, Func<UserRights, bool>? canGive)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var kept = before.Kept is { } known && !(writesRights && canGive?.Invoke(known) is not false) ? known : UserRights.None;
        var taken = UserRights.Of(before).Except(UserRights.Of(after));
        kept = taken.Parts().Where(part => canGive?.Invoke(part) is false).Aggregate(kept, (sum, part) => sum.Union(part));
        return kept.IsEmpty ? null : kept;
    }

    /// <summary>All rights of a user, including retained ones.</summary>
    public static UserRights AllOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Kept is { } kept ? UserRights.Of(user).Union(kept) : UserRights.Of(user);
    }
}
