namespace TokenGateway.Core.Verification;

/// <summary>
/// How long ago the store's change sequence was last read to its end: the proof that cached facts are current.
/// </summary>
public sealed class Freshness
{
    /// <summary>Confirmed less than this ago: hits are trusted without asking.</summary>
    public static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(2);

    /// <summary>Confirmed longer ago than this: a request has it confirmed again before it is answered from the cache.</summary>
    public static readonly TimeSpan RecentFor = TimeSpan.FromMilliseconds(50);

    /// <summary>Confirmed longer ago than this: a request has it confirmed again and does not wait, so that under load none ever does.</summary>
    public static readonly TimeSpan AskAheadAfter = TimeSpan.FromMilliseconds(25);

    private readonly TimeProvider _time;
    private readonly long _trustedTicks;
    private readonly long _recentTicks;
    private readonly long _aheadTicks;
    private long _confirmedAt;

    /// <param name="time">The clock; only its monotonic timestamps are used.</param>
    /// <param name="isAlwaysFresh">There is no store behind, so nothing can become stale.</param>
    public Freshness(TimeProvider time, bool isAlwaysFresh = false)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _trustedTicks = isAlwaysFresh ? long.MaxValue : (long)(TrustedFor.TotalSeconds * time.TimestampFrequency);
        _recentTicks = isAlwaysFresh ? long.MaxValue : (long)(RecentFor.TotalSeconds * time.TimestampFrequency);
        _aheadTicks = isAlwaysFresh ? long.MaxValue : (long)(AskAheadAfter.TotalSeconds * time.TimestampFrequency);
        Looks = new ChangeLooks(time);
        _confirmedAt = time.GetTimestamp() - (isAlwaysFresh ? 0 : _trustedTicks);
    }

    /// <summary>Where the follower is asked to look.</summary>
    public ChangeLooks Looks { get; }

    public bool IsFresh => _time.GetTimestamp() - Volatile.Read(ref _confirmedAt) < _trustedTicks;

    /// <summary>
    /// Whether a hit may be answered at once. False also where <see cref="RefreshAsync"/> makes it true; while nobody
    /// answers that, what is <see cref="IsFresh"/> is recent enough.
    /// </summary>
    public bool IsRecent
    {
        get
        {
            var age = _time.GetTimestamp() - Volatile.Read(ref _confirmedAt);
            return age < _aheadTicks || IsRecentAt(age);
        }
    }

    /// <summary>How old the confirmation is.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _confirmedAt));

    /// <summary>
    /// Has the follower look where the last look is no longer recent, and waits for that: microseconds, and never longer
    /// than <see cref="ChangeLooks.Patience"/>.
    /// </summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        IsRecent || !Looks.IsAnswering ? ValueTask.CompletedTask : Looks.AskAndWaitAsync(cancellationToken);

    /// <summary>The sequence was read to its end by a read that began at this timestamp.</summary>
    public void Confirm(long startedAt) => Volatile.Write(ref _confirmedAt, startedAt);

    private bool IsRecentAt(long age)
    {
        if (age >= _trustedTicks)
            return false;
        Looks.Ask();
        return age < _recentTicks || !Looks.IsAnswering;
    }
}
