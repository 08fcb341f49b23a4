namespace TokenGateway.Testing;

/// <summary>The system clock with a date that can be set ahead; timers and timestamps are unaffected.</summary>
public sealed class SteppedTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
