using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The permissions that requests of one snapshot need: of a token, in one configuration generation. It has the bits of the
/// present day; those of a day that was collected in part stay in the recorder's list.
/// </summary>
/// <param name="token">A stored token.</param>
/// <param name="catalog">By which the permissions of the snapshot count.</param>
public sealed class NeededPermissions(TokenId token, PermissionCatalog catalog)
{
    private NeededDay? _day;

    /// <summary>The bits of a day; new ones when another day begins.</summary>
    internal NeededDay On(DateOnly day)
    {
        var present = Volatile.Read(ref _day);
        return present is not null && present.Day == day ? present : Begin(day, present);
    }

    // Whoever comes second takes what the first made: bits of an object that nobody finds again would be noted anew.
    private NeededDay Begin(DateOnly day, NeededDay? before)
    {
        var begun = new NeededDay(token, catalog, day);
        var found = Interlocked.CompareExchange(ref _day, begun, before);
        return ReferenceEquals(found, before) ? begun : found!;
    }
}
