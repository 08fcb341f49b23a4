namespace TokenGateway.Core.Tests.Simulation;

/// <summary>
/// Clock and scheduler in one: time jumps from one event to the next, and after each everything that it set going runs to
/// its next wait, on the same thread and in the order in which it became ready.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly Turns _turns = new();
    private long _order;

    // Not zero: nothing may take the first moment for "never".
    private long _ticks = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Since a beginning that every world shares.</summary>
    public TimeSpan Now => new(_ticks);

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => UtcAt(Now);

    public static DateTimeOffset UtcAt(TimeSpan moment) => The.Start + moment;

    public void After(TimeSpan delay, Action action) =>
        _events.Enqueue(action, (_ticks + Math.Max(0, delay.Ticks), _order++));

    /// <summary>As a delay, but to the tick: the framework's are of whole milliseconds.</summary>
    public Task PassAsync(TimeSpan delay)
    {
        var passed = new TaskCompletionSource();
        After(delay, passed.SetResult);
        return passed.Task;
    }

    /// <summary>Repeats until time stops.</summary>
    public void Every(Func<TimeSpan> interval, Action action) => After(interval(), () =>
    {
        action();
        Every(interval, action);
    });

    /// <summary>Runs what is due until then, or until told to stop.</summary>
    public void RunUntil(TimeSpan end, Func<bool> isOver) => _turns.Run(() =>
    {
        _turns.Drain();
        while (!isOver() && _events.TryPeek(out var action, out var due) && due.At <= end.Ticks)
        {
            _events.Dequeue();
            _ticks = due.At;
            action();
            _turns.Drain();
        }

        if (!isOver())
            _ticks = end.Ticks;
    });

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, () => callback(state), dueTime);
}
