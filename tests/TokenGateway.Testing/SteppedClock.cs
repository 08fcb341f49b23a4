namespace TokenGateway.Testing;

/// <summary>
/// The machine's clocks, with a wall clock that a test sets: timers and timestamps go on as they do, as on a machine
/// whose time is set.
/// </summary>
public sealed class SteppedClock : TimeProvider
{
    private long _offset;

    /// <summary>Sets the wall clock ahead, or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
