namespace TokenGateway.Core.Timing;

/// <summary>
/// A clock that never goes back while the process runs. If the wall clock is set back, an expired token, an ended overlap
/// or a sent notice must not become valid again. From the highest time seen, it advances with the monotonic clock; it
/// follows a wall clock that is ahead within a millisecond. A new process starts with the wall clock.
/// </summary>
/// <remarks>
/// One shared number: the offset from the monotonic clock. It only grows, and is updated at most once a millisecond, so
/// that most calls neither write nor read the wall clock.
/// </remarks>
/// <param name="inner">The clocks of the machine.</param>
/// <param name="behind">
/// Called once, with the difference, if the wall clock is more than <see cref="Tolerance"/> behind; null: no callback.
/// </param>
public sealed class MonotonicTimeProvider(TimeProvider inner, Action<TimeSpan>? behind = null) : TimeProvider
{
    /// <summary>A wall clock further behind than this is reported.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly long _lookAgainAfter = Math.Max(1, inner.TimestampFrequency / 1000);
    private readonly double _ticksPerTimestamp = (double)TimeSpan.TicksPerSecond / inner.TimestampFrequency;
    private readonly long _startedAt = inner.GetTimestamp();
    private long _lookedAt = long.MinValue;
    private long _ahead = long.MinValue;
    private int _wasTold;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        var timestamp = inner.GetTimestamp();
        var lookedAt = Volatile.Read(ref _lookedAt);
        if (lookedAt == long.MinValue || timestamp - lookedAt >= _lookAgainAfter)
            Look(timestamp);
        return new DateTimeOffset(Volatile.Read(ref _ahead) + TicksAt(timestamp), TimeSpan.Zero);
    }

    private void Look(long timestamp)
    {
        var ahead = inner.GetUtcNow().UtcTicks - TicksAt(timestamp);
        var highest = Volatile.Read(ref _ahead);
        while (ahead > highest && Interlocked.CompareExchange(ref _ahead, ahead, highest) is var found && found != highest)
            highest = found;
        if (highest != long.MinValue && highest - ahead > Tolerance.Ticks && Interlocked.Exchange(ref _wasTold, 1) == 0)
            behind?.Invoke(TimeSpan.FromTicks(highest - ahead));

        // Last: a thread that reads it also reads the number above.
        Volatile.Write(ref _lookedAt, timestamp);
    }

    // From the start, so that the product stays exact for centuries.
    private long TicksAt(long timestamp) => (long)((timestamp - _startedAt) * _ticksPerTimestamp);
}
