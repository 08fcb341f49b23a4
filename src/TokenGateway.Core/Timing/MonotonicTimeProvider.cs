namespace TokenGateway.Core.Timing;

/// <summary>
/// A clock that never goes back while the process runs. A wall clock that is set back must not wake what has ended: an
/// expired token, an overlap, a notice that was sent. From the highest time that was seen, it goes on as the monotonic
/// clock does; a wall clock that is ahead of that is followed within a millisecond. A new process takes the wall clock as
/// it is.
/// </summary>
/// <remarks>
/// One number is shared: by how much the time is ahead of the monotonic clock. It only grows, and is looked at again once
/// a millisecond at most, so that nothing is written, and the wall clock is not read, on most calls.
/// </remarks>
/// <param name="inner">The clocks of the machine.</param>
/// <param name="behind">
/// Told once, when the wall clock is found more than <see cref="Tolerance"/> behind, with by how much; null: nobody is.
/// </param>
public sealed class MonotonicTimeProvider(TimeProvider inner, Action<TimeSpan>? behind = null) : TimeProvider
{
    /// <summary>A wall clock further behind than this is worth a word.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

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

        // Last: whoever finds it finds the number above.
        Volatile.Write(ref _lookedAt, timestamp);
    }

    // From the start, so that the product stays exact for centuries.
    private long TicksAt(long timestamp) => (long)((timestamp - _startedAt) * _ticksPerTimestamp);
}
