namespace TokenGateway.EndToEnd.Tests.Auditing;

/// <summary>The system clock, ahead by the steps of a test. Jobs with a delay of an hour or more run at a step, and only then.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<StepTimer> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return base.GetUtcNow() + _ahead;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.FromHours(1))
            return base.CreateTimer(callback, state, dueTime, period);
        var timer = new StepTimer(this, () => callback(state));
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    public void Step(TimeSpan by)
    {
        StepTimer[] due;
        lock (_lock)
        {
            _ahead += by;
            due = [.. _timers];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class StepTimer(SteppedClock clock, Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
