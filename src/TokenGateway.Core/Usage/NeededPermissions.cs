using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The permissions that requests of one snapshot (a token in one configuration generation) need. It holds the bits of the current
/// day; those of a day that was only partly collected stay in the recorder's list.
/// </summary>
/// <param name="token">A stored token.</param>
/// <param name="catalog">The catalog that numbers the permissions of the snapshot.</param>
public sealed class NeededPermissions(TokenId token, PermissionCatalog catalog)
{
    private NeededDay? _day;

    /// <summary>The bits of a day; creates new ones when the day changes.</summary>
    internal NeededDay On(DateOnly day)
    {
        var present = Volatile.Read(ref _day);
        return present is not null && present.Day == day ? present : Begin(day, present);
    }

    // The loser of a race uses the winner's object: permissions in an object that is not found again would be recorded twice.
    private NeededDay Begin(DateOnly day, NeededDay? before)
    {
        var begun = new NeededDay(token, catalog, day);
        var found = Interlocked.CompareExchange(ref _day, begun, before);
        return ReferenceEquals(found, before) ? begun : found!;
    }
}
