using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// The last changes with their positions, so that a fill can tell whether one that may concern it is missing from what was
/// read. Bounded: a fill from before the oldest remembered change is told "maybe". Used under the cache's lock, except
/// <see cref="Position"/>.
/// </summary>
internal sealed class ChangeJournal
{
    private const int Remembered = 1024;

    private readonly Entry[] _entries = new Entry[Remembered];
    private long _position;
    private long _floor;
    private ChangeCursor _forgotten;
    private ChangeCursor _followed;
    private ChangeCursor _completeSince;
    private int _batchesToProve;

    public long Position => Volatile.Read(ref _position);

    /// <param name="change">What changed.</param>
    /// <param name="seenAt">Where the follower stood with it; none: a change of this process, told before it was followed.</param>
    public void Add(in Change change, in ChangeCursor seenAt = default)
    {
        ref var entry = ref _entries[_position % Remembered];
        if (_position - _floor >= Remembered && !entry.SeenAt.IsNone)
            _forgotten = entry.SeenAt;
        entry = new Entry(change, seenAt);
        Volatile.Write(ref _position, _position + 1);

        // The read of the next batch may have begun before this change was committed; that of the one after it has not.
        if (seenAt.IsNone)
            _batchesToProve = 2;
    }

    /// <summary>A batch was applied.</summary>
    /// <param name="end">Where the follower is with it.</param>
    public void Follow(in ChangeCursor end)
    {
        _followed = end;
        if (_batchesToProve > 0 && --_batchesToProve == 0 && _completeSince.IsNone)
            _completeSince = end;
    }

    /// <summary>Every fill under way loses, and every one that is older than this place.</summary>
    public void Reset(in ChangeCursor from = default)
    {
        Volatile.Write(ref _position, _position + 1);
        _floor = _position;
        _forgotten = _completeSince = from;
        if (from.IsNone)
            _batchesToProve = 2;
    }

    /// <summary>Whether a change came since a position that may concern what was read.</summary>
    public bool MayConcern(long startedAt, TokenFacts? facts)
    {
        if (startedAt < _floor || _position - startedAt > Remembered)
            return true;
        var subject = new Subject(facts);
        for (var at = startedAt; at < _position; at++)
        {
            if (subject.IsConcernedBy(_entries[at % Remembered].Change))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether what was read may be older than what was followed of it: a source can lag, however late it is asked. What this
    /// process changes itself it reads from where it wrote, and <see cref="MayConcern"/> is enough for that.
    /// </summary>
    public bool IsBehind(in ChangeCursor asOf, TokenFacts? facts)
    {
        if (!asOf.Covers(_forgotten))
            return true;

        var subject = new Subject(facts);

        // From the newest: places rise, and what covers one covers all before it.
        for (var at = _position - 1; at >= Math.Max(_floor, _position - Remembered); at--)
        {
            ref readonly var entry = ref _entries[at % Remembered];
            if (entry.SeenAt.IsNone)
                continue;
            if (asOf.Covers(entry.SeenAt))
                return false;
            if (subject.IsConcernedBy(entry.Change))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether no change to the token or its owner can be missing from facts that another node read. They must be of a moment
    /// that this node has followed, and this node must have followed its own changes as well.
    /// </summary>
    public bool Proves(in ChangeCursor asOf, TokenFacts facts) =>
        _batchesToProve == 0 && !_completeSince.IsNone && !asOf.IsNone
        && asOf.Covers(_completeSince) && _followed.Covers(asOf) && !IsBehind(asOf, facts);

    private readonly record struct Entry(Change Change, ChangeCursor SeenAt);

    // The text of the id is made once, and not at all while nothing has changed.
    private struct Subject(TokenFacts? facts)
    {
        private string? _token;

        public bool IsConcernedBy(in Change change)
        {
            if (facts is null)
                return change.Kind == ChangeKind.TokenAdded;
            return change.Key == (change.Kind == ChangeKind.UserChanged ? facts.Token.Owner.Value : _token ??= facts.Token.Id.ToString());
        }
    }
}
