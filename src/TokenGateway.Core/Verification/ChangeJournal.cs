using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Remembers the last changes with their positions, so that a fill can tell whether its reading may miss a change that concerns it.
/// Bounded: a fill from before the oldest remembered change counts as possibly affected. Accessed under the cache's lock, except
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

    /// <param name="change">The change.</param>
    /// <param name="seenAt">The follower's cursor including the change; none for a change made by this process before it was followed.</param>
    public void Add(in Change change, in ChangeCursor seenAt = default)
    {
        ref var entry = ref _entries[_position % Remembered];
        if (_position - _floor >= Remembered && !entry.SeenAt.IsNone)
            _forgotten = entry.SeenAt;
        entry = new Entry(change, seenAt);
        Volatile.Write(ref _position, _position + 1);

        // The read of the next batch may have begun before this change was committed; the read after that cannot have.
        if (seenAt.IsNone)
            _batchesToProve = 2;
    }

    /// <summary>Records that a batch was applied.</summary>
    /// <param name="end">The follower's cursor after the batch.</param>
    public void Follow(in ChangeCursor end)
    {
        _followed = end;
        if (_batchesToProve > 0 && --_batchesToProve == 0 && _completeSince.IsNone)
            _completeSince = end;
    }

    /// <summary>Invalidates every fill in progress, and every reading that is older than <paramref name="from"/>.</summary>
    public void Reset(in ChangeCursor from = default)
    {
        Volatile.Write(ref _position, _position + 1);
        _floor = _position;
        _forgotten = _completeSince = from;
        if (from.IsNone)
            _batchesToProve = 2;
    }

    /// <summary>Whether any change since a position may concern what was read.</summary>
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
    /// Whether the reading may be older than a change that was already followed: a source can lag, however late it is read. This
    /// process reads its own changes from where it wrote them; for those, <see cref="MayConcern"/> is sufficient.
    /// </summary>
    public bool IsBehind(in ChangeCursor asOf, TokenFacts? facts)
    {
        if (!asOf.Covers(_forgotten))
            return true;

        var subject = new Subject(facts);

        // Newest first: cursors ascend, and a reading that covers one also covers all before it.
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
    /// Whether facts that another node read cannot miss a change to the token or its owner. This requires that they are from a state that
    /// this node has followed, and that this node has also followed its own changes.
    /// </summary>
    public bool Proves(in ChangeCursor asOf, TokenFacts facts) =>
        _batchesToProve == 0 && !_completeSince.IsNone && !asOf.IsNone
        && asOf.Covers(_completeSince) && _followed.Covers(asOf) && !IsBehind(asOf, facts);

    private readonly record struct Entry(Change Change, ChangeCursor SeenAt);

    // Formats the id at most once, and not at all while there are no changes.
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
