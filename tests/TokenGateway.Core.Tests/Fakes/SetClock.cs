namespace TokenGateway.Core.Tests.Fakes;

/// <summary>A wall clock that is set, beside a monotonic one that only goes on.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _wall = The.Start.UtcTicks;
    private long _monotonic = 1_000_000_000_000;

    // As on Linux.
    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => Volatile.Read(ref _monotonic);

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _wall), TimeSpan.Zero);

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan by)
    {
        Interlocked.Add(ref _monotonic, by.Ticks * 100);
        Interlocked.Add(ref _wall, by.Ticks);
    }

    /// <summary>Somebody sets the wall clock.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _wall, by.Ticks);
}
