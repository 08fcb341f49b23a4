using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The uses of one cached token since they were last collected. It hangs on the cache entry and its snapshots; once in
/// use it is also in the recorder's list, so that nothing is lost when the entry is dropped. A token may have several
/// (two secrets in an overlap, an entry that was read again): they are added up when they are collected.
/// </summary>
public sealed class UsageCounter(TokenId token)
{
    private int _requests;
    private long _at;
    private UsageOrigin? _origin;

    /// <summary>Whose uses they are; a stored token.</summary>
    public TokenId Token => token;

    /// <summary>The next in the recorder's list; written by the list alone.</summary>
    internal UsageCounter? Next { get; set; }

    /// <summary>Counts a use; true: the first since the last <see cref="Take"/>.</summary>
    internal bool Add(long at, UsageOrigin origin)
    {
        // Written only when it changes: a reference into an old object costs more than looking.
        if (!ReferenceEquals(_origin, origin))
            _origin = origin;
        _at = at;

        // After the fields, and a full fence: whoever takes this use sees its fields, or those of a later one.
        return Interlocked.Increment(ref _requests) == 1;
    }

    /// <summary>What was counted, the timestamp of the last use and its origin. Counts from 0 again.</summary>
    internal (int Requests, long At, UsageOrigin Origin) Take()
    {
        var requests = Interlocked.Exchange(ref _requests, 0);
        return (requests, Volatile.Read(ref _at), Volatile.Read(ref _origin)!);
    }
}
