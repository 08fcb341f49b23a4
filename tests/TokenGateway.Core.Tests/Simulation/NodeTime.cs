namespace TokenGateway.Core.Tests.Simulation;

/// <summary>A node's own clock: its wall clock is a little off, its monotonic one is not.</summary>
internal sealed class NodeTime(VirtualTime time, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + skew;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
