namespace TokenGateway.Core.Verification;

/// <summary>
/// How long ago the store's change sequence was last read to its end: the proof that cached facts are current.
/// </summary>
public sealed class Freshness
{
    /// <summary>Confirmed less than this ago: hits are trusted without asking.</summary>
    public static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly long _trustedTicks;
    private long _confirmedAt;

    /// <param name="time">The clock; only its monotonic timestamps are used.</param>
    /// <param name="isAlwaysFresh">There is no store behind, so nothing can become stale.</param>
    public Freshness(TimeProvider time, bool isAlwaysFresh = false)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _trustedTicks = isAlwaysFresh ? long.MaxValue : (long)(TrustedFor.TotalSeconds * time.TimestampFrequency);
        _confirmedAt = time.GetTimestamp() - (isAlwaysFresh ? 0 : _trustedTicks);
    }

    public bool IsFresh => _time.GetTimestamp() - Volatile.Read(ref _confirmedAt) < _trustedTicks;

    /// <summary>How old the confirmation is.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _confirmedAt));

    /// <summary>The sequence was read to its end by a read that began at this timestamp.</summary>
    public void Confirm(long startedAt) => Volatile.Write(ref _confirmedAt, startedAt);
}
