using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Counts the requests of one cached token since the last collection. The cache entry and its snapshots refer to it; from its first
/// use it is also in the recorder's list, so that nothing is lost when the entry is evicted. A token may have several counters (two
/// secrets in an overlap, an entry that was reloaded); collection adds them up.
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

    /// <summary>The token, which is a stored one.</summary>
    internal TokenId Token => token;

    /// <summary>The next counter in the recorder's list; written only by the list.</summary>
    internal UsageCounter? Next { get; set; }

    /// <summary>
    /// Records that the token was accepted. Returns true if the counter must be added to the list. Needs no fence: what a concurrent
    /// collection misses, the next one sees, because <see cref="Count"/> follows.
    /// </summary>
    internal bool Use(long at, UsageOrigin origin)
    {
        // Written only on change: storing a reference into an old object costs more than the comparison.
        if (!ReferenceEquals(_origin, origin))
            _origin = origin;
        _usedAt = at;
        return IsFirst();
    }

    /// <summary>Records why a request is refused, in addition to its count.</summary>
    internal void Refuse(long at, RefusedUse refused)
    {
        // As for the origin: repeated refusals of a client mostly have the same reason.
        if (_refused != refused)
            _refused = refused;
        _refusedAt = at;
    }

    /// <summary>Counts a completed request. Returns true if the counter must be added to the list.</summary>
    internal bool Count(long at, UsageOutcome outcome)
    {
        _countedAt = at;

        // After the fields, with a full fence: a collection that counts this request sees its fields or those of a later one, and
        // either the collection sees the count or this thread sees that the counter is in no list.
        Interlocked.Increment(ref CountOf(outcome));
        return IsFirst();
    }

    /// <summary>Returns the counts and resets them to 0; the last use and refusal remain.</summary>
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

    /// <summary>Times are timestamps of the clock. The time of a use without origin, or of a refusal without reason, is meaningless.</summary>
    internal readonly record struct Taken(UsageCounts Counts, long CountedAt, long UsedAt, UsageOrigin? Origin, long RefusedAt, RefusedUse? Refused);
}
