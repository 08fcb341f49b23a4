namespace TokenGateway.Testing;

/// <summary>
/// The machine's clocks, with a wall clock that a test can set. Timers and timestamps are unaffected, as on a machine whose time is
/// changed.
/// </summary>
public sealed class SteppedClock : TimeProvider
{
    private long _offset;

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
