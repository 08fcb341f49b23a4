namespace TokenGateway.Core.Verification;

/// <summary>
/// How old the newest heartbeat is that was applied with all changes before it: the proof that cached facts are current. A
/// look tells how long ago somebody looked, and no more: what it saw may come from behind.
/// </summary>
public sealed class Freshness
{
    /// <summary>Confirmed less than this ago: hits are trusted without asking.</summary>
    internal static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(2);

    /// <summary>Confirmed longer ago than this: a request has it confirmed again before it is answered from the cache.</summary>
    internal static readonly TimeSpan RecentFor = TimeSpan.FromMilliseconds(50);

    /// <summary>Confirmed longer ago than this: a request has it confirmed again and does not wait, so that under load none ever does.</summary>
    internal static readonly TimeSpan AskAheadAfter = TimeSpan.FromMilliseconds(25);

    private readonly TimeProvider _time;
    private readonly long _trustedTicks;
    private readonly long _recentTicks;
    private readonly long _aheadTicks;
    private long _confirmedAt;
    private long _lookedAt;

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
        _lookedAt = _confirmedAt = time.GetTimestamp() - (isAlwaysFresh ? 0 : _trustedTicks);
    }

    /// <summary>Where the follower is asked to look.</summary>
    internal ChangeLooks Looks { get; }

    public bool IsFresh => _time.GetTimestamp() - Volatile.Read(ref _confirmedAt) < _trustedTicks;

    /// <summary>
    /// Whether a hit may be answered at once. False also where <see cref="RefreshAsync"/> makes it true; while nobody
    /// answers that, what is <see cref="IsFresh"/> is recent enough.
    /// </summary>
    internal bool IsRecent
    {
        get
        {
            var now = _time.GetTimestamp();
            var age = now - Volatile.Read(ref _lookedAt);
            return now - Volatile.Read(ref _confirmedAt) < _trustedTicks && (age < _aheadTicks || IsRecentAt(age));
        }
    }

    /// <summary>How old the confirmation is.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _confirmedAt));

    /// <summary>
    /// Has the follower look where the last look is no longer recent, and waits for that: microseconds, and for each of at
    /// most two looks never longer than <see cref="ChangeLooks.Patience"/>.
    /// </summary>
    internal ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        IsRecent || !Looks.IsAnswering ? ValueTask.CompletedTask : LookAsync(cancellationToken);

    /// <summary>The sequence was read to its end and applied.</summary>
    /// <param name="startedAt">The timestamp at which the read began.</param>
    /// <param name="behind">
    /// How much older the newest heartbeat was then, by the primary's clock and ours: the two must not differ by more than a
    /// fraction of <see cref="TrustedFor"/>.
    /// </param>
    /// <param name="isReset">What was confirmed before was of what is now doubted, and proves nothing: another replica, another epoch.</param>
    internal void Confirm(long startedAt, TimeSpan behind = default, bool isReset = false)
    {
        Volatile.Write(ref _lookedAt, startedAt);
        var confirmedAt = behind <= TimeSpan.Zero ? startedAt : startedAt - (long)(behind.TotalSeconds * _time.TimestampFrequency);
        if (isReset || confirmedAt > Volatile.Read(ref _confirmedAt))
            Volatile.Write(ref _confirmedAt, confirmedAt);
    }

    // A look that was under way may have read the store long before this request came. One that begins behind it has not.
    private async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var tooOld = _time.GetTimestamp() - _recentTicks;
        await Looks.AskAndWaitAsync(cancellationToken);
        if (Looks.IsAnswering && Volatile.Read(ref _lookedAt) <= tooOld)
            await Looks.AskAndWaitAsync(cancellationToken);
    }

    private bool IsRecentAt(long age)
    {
        Looks.Ask();
        return age < _recentTicks || !Looks.IsAnswering;
    }
}
