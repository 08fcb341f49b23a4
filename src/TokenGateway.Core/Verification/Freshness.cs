namespace TokenGateway.Core.Verification;

/// <summary>
/// Tracks the age of the newest heartbeat that was applied together with all changes before it: the proof that cached facts are
/// current. The time of the last read proves less: what it returned may come from a lagging replica.
/// </summary>
public sealed class Freshness
{
    /// <summary>Hits are trusted without a read if confirmed less than this ago.</summary>
    internal static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(2);

    /// <summary>If the last confirmation is older than this, a request waits for a new one before it is answered from the cache.</summary>
    internal static readonly TimeSpan RecentFor = TimeSpan.FromMilliseconds(50);

    /// <summary>If the last confirmation is older than this, a request asks for a new one without waiting, so that under load no request waits.</summary>
    internal static readonly TimeSpan PollAheadAfter = TimeSpan.FromMilliseconds(25);

    private readonly TimeProvider _time;
    private readonly long _trustedTicks;
    private readonly long _recentTicks;
    private readonly long _aheadTicks;
    private long _confirmedAt;
    private long _polledAt;

    /// <param name="time">The clock; only its monotonic timestamps are used.</param>
    /// <param name="isAlwaysFresh">Whether there is no store, so that nothing can become stale.</param>
    /// <param name="maxWait">The maximum time that a caller waits for a read; null: 250 ms.</param>
    public Freshness(TimeProvider time, bool isAlwaysFresh = false, TimeSpan? maxWait = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _trustedTicks = isAlwaysFresh ? long.MaxValue : (long)(TrustedFor.TotalSeconds * time.TimestampFrequency);
        _recentTicks = isAlwaysFresh ? long.MaxValue : (long)(RecentFor.TotalSeconds * time.TimestampFrequency);
        _aheadTicks = isAlwaysFresh ? long.MaxValue : (long)(PollAheadAfter.TotalSeconds * time.TimestampFrequency);
        Polls = new ChangePolls(time, maxWait);
        _polledAt = _confirmedAt = time.GetTimestamp() - (isAlwaysFresh ? 0 : _trustedTicks);
    }

    /// <summary>Where callers request that the follower reads the changes.</summary>
    internal ChangePolls Polls { get; }

    public bool IsFresh => _time.GetTimestamp() - Volatile.Read(ref _confirmedAt) < _trustedTicks;

    /// <summary>
    /// Whether a hit may be answered at once. If false, <see cref="RefreshAsync"/> can make it true. While no follower responds, whatever
    /// <see cref="IsFresh"/> counts as recent.
    /// </summary>
    internal bool IsRecent
    {
        get
        {
            var now = _time.GetTimestamp();
            var age = now - Volatile.Read(ref _polledAt);
            return now - Volatile.Read(ref _confirmedAt) < _trustedTicks && (age < _aheadTicks || IsRecentAt(age));
        }
    }

    /// <summary>The age of the last confirmation.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _confirmedAt));

    /// <summary>
    /// Has the follower read the changes unless they were read recently, and waits for it: usually microseconds, and never longer than
    /// the maximum time for each of at most two reads.
    /// </summary>
    internal ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        IsRecent || !Polls.IsAnswering ? ValueTask.CompletedTask : PollAsync(cancellationToken);

    /// <summary>Records that the change feed was read to its end and applied.</summary>
    /// <param name="startedAt">The timestamp at which the read began.</param>
    /// <param name="behind">
    /// The age of the newest heartbeat at that time, by the primary's clock and ours: the two must not differ by more than a fraction
    /// of <see cref="TrustedFor"/>.
    /// </param>
    /// <param name="isReset">Whether earlier confirmations are void, because they concern another replica or epoch, whose entries are now doubted.</param>
    internal void Confirm(long startedAt, TimeSpan behind = default, bool isReset = false)
    {
        Volatile.Write(ref _polledAt, startedAt);
        var confirmedAt = behind <= TimeSpan.Zero ? startedAt : startedAt - (long)(behind.TotalSeconds * _time.TimestampFrequency);
        if (isReset || confirmedAt > Volatile.Read(ref _confirmedAt))
            Volatile.Write(ref _confirmedAt, confirmedAt);
    }

    // A read in progress may have queried the store long before this request. One that begins after it cannot have.
    private async ValueTask PollAsync(CancellationToken cancellationToken)
    {
        var tooOld = _time.GetTimestamp() - _recentTicks;
        await Polls.RequestAndWaitAsync(cancellationToken);
        if (Polls.IsAnswering && Volatile.Read(ref _polledAt) <= tooOld)
            await Polls.RequestAndWaitAsync(cancellationToken);
    }

    private bool IsRecentAt(long age)
    {
        Polls.Request();
        return age < _recentTicks || !Polls.IsAnswering;
    }
}
