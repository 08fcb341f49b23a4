using System.Numerics;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The permissions that a token needed on one day, as bits of one catalog. From its first use it is in the recorder's list, so that
/// nothing is lost when the snapshot is dropped or the configuration changes.
/// </summary>
internal sealed class NeededDay(TokenId token, PermissionCatalog catalog, DateOnly day)
{
    private const int WordBits = 64;

    private readonly ulong[] _noted = new ulong[(catalog.Names.Length + WordBits - 1) / WordBits];

    // Accessed only by the collecting thread.
    private readonly ulong[] _told = new ulong[(catalog.Names.Length + WordBits - 1) / WordBits];
    private int _isListed;

    public DateOnly Day => day;

    /// <summary>The next item in the recorder's list; written only by the list.</summary>
    public NeededDay? Next { get; set; }

    /// <summary>Records what a subject that passes needs. Returns true if this must be added to the list.</summary>
    public bool Note(in AccessSubject subject, AccessCondition condition)
    {
        var isNew = false;
        for (var word = 0; word < Math.Min(_noted.Length, subject.Permissions.WordCount); word++)
        {
            var needed = condition.NeededAt(word, subject);
            if ((Volatile.Read(ref _noted[word]) & needed) == needed)
                continue;
            Interlocked.Or(ref _noted[word], needed);
            isNew = true;
        }

        // After the bits: either the collection sees them, or this thread sees that the item is in no list.
        return isNew && Interlocked.Exchange(ref _isListed, 1) == 0;
    }

    /// <summary>Adds the permissions recorded since the last call.</summary>
    public void Take(List<PermissionUse> used)
    {
        Interlocked.Exchange(ref _isListed, 0);
        for (var word = 0; word < _noted.Length; word++)
        {
            var fresh = Volatile.Read(ref _noted[word]) & ~_told[word];
            _told[word] |= fresh;
            for (; fresh != 0; fresh &= fresh - 1)
                used.Add(new PermissionUse(token, catalog.Names[(word * WordBits) + BitOperations.TrailingZeroCount(fresh)], day));
        }
    }
}
