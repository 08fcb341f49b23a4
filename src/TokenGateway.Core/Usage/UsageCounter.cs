using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The requests of one cached token since they were last collected. It hangs on the cache entry and its snapshots; once in
/// use it is also in the recorder's list, so that nothing is lost when the entry is dropped. A token may have several
/// (two secrets in an overlap, an entry that was read again): they are added up when they are collected.
/// </summary>
public sealed class UsageCounter(TokenId token)
{
    private int _allowed;
    private int _denied;
    private int _rateLimited;
    private int _unauthorized;
    private int _failed;
    private int _isListed;
    private long _usedAt;
    private long _countedAt;
    private long _refusedAt;
    private UsageOrigin? _origin;
    private RefusedUse? _refused;

    /// <summary>Whose requests they are; a stored token.</summary>
    internal TokenId Token => token;

    /// <summary>The next in the recorder's list; written by the list alone.</summary>
    internal UsageCounter? Next { get; set; }

    /// <summary>
    /// Notes that the token was accepted; true: the counter is to be listed. Without a fence: what a collection of the same
    /// moment does not see, the next one does, because <see cref="Count"/> follows.
    /// </summary>
    internal bool Use(long at, UsageOrigin origin)
    {
        // Written only when it changes: a reference into an old object costs more than looking.
        if (!ReferenceEquals(_origin, origin))
            _origin = origin;
        _usedAt = at;
        return IsFirst();
    }

    /// <summary>Notes why a request is refused; it is counted as well.</summary>
    internal void Refuse(long at, RefusedUse refused)
    {
        // As the origin: a client that is refused over and over is refused the same way, mostly.
        if (_refused != refused)
            _refused = refused;
        _refusedAt = at;
    }

    /// <summary>Counts a request that has ended; true: the counter is to be listed.</summary>
    internal bool Count(long at, UsageOutcome outcome)
    {
        _countedAt = at;

        // After the fields, and a full fence: whoever takes this request sees its fields, or those of a later one, and
        // either the collection sees the count or this sees that the counter is in no list any more.
        Interlocked.Increment(ref CountOf(outcome));
        return IsFirst();
    }

    /// <summary>What was counted and noted. Counts from 0 again; the last use and refusal stay.</summary>
    internal Taken Take()
    {
        Interlocked.Exchange(ref _isListed, 0);
        var counts = new UsageCounts(Zero(ref _allowed), Zero(ref _denied), Zero(ref _rateLimited), Zero(ref _unauthorized), Zero(ref _failed));
        return new Taken(
            counts, Volatile.Read(ref _countedAt), Volatile.Read(ref _usedAt), Volatile.Read(ref _origin),
            Volatile.Read(ref _refusedAt), Volatile.Read(ref _refused));
    }

    private static int Zero(ref int count) => Interlocked.Exchange(ref count, 0);

    private bool IsFirst() => Volatile.Read(ref _isListed) == 0 && Interlocked.Exchange(ref _isListed, 1) == 0;

    private ref int CountOf(UsageOutcome outcome)
    {
        switch (outcome)
        {
            case UsageOutcome.Allowed:
                return ref _allowed;
            case UsageOutcome.Denied:
                return ref _denied;
            case UsageOutcome.RateLimited:
                return ref _rateLimited;
            case UsageOutcome.Unauthorized:
                return ref _unauthorized;
            default:
                return ref _failed;
        }
    }

    /// <summary>All moments are timestamps of the clock; of a use without origin and a refusal without reason they mean nothing.</summary>
    internal readonly record struct Taken(UsageCounts Counts, long CountedAt, long UsedAt, UsageOrigin? Origin, long RefusedAt, RefusedUse? Refused);
}
