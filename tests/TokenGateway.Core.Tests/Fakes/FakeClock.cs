namespace TokenGateway.Core.Tests.Fakes;

/// <summary>A clock that stands still until told to advance; timers fire during the advance that reaches them.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait for their moment.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count(timer => timer.DueAt != long.MaxValue);
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => The.Start.AddTicks(GetTimestamp() - TimeSpan.TicksPerDay);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ticks, by.Ticks);
        foreach (var timer in TakeDue())
            timer.Fire();
    }

    private FakeTimer[] TakeDue()
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.DueAt <= GetTimestamp()).ToArray();
            foreach (var timer in due)
                timer.DueAt = long.MaxValue;
            return due;
        }
    }

    private void Remove(FakeTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    /// <summary>One-shot: nothing in the domain uses periods.</summary>
    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public long DueAt { get; set; } = long.MaxValue;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            period.ShouldBe(Timeout.InfiniteTimeSpan);
            DueAt = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
