namespace TokenGateway.Testing;

/// <summary>The system's clock, whose date can be set ahead; timers and timestamps go on as they are.</summary>
public sealed class SteppedTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
