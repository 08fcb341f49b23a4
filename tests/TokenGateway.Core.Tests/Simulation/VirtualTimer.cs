namespace TokenGateway.Core.Tests.Simulation;

/// <summary>One-shot: nothing in the domain uses periods.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualTime _time;
    private readonly Action _fire;
    private int _armed;

    public VirtualTimer(VirtualTime time, Action fire, TimeSpan dueTime)
    {
        (_time, _fire) = (time, fire);
        Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var mine = ++_armed;
        if (dueTime != Timeout.InfiniteTimeSpan)
            _time.After(dueTime, () => Fire(mine));
        return true;
    }

    public void Dispose() => _armed++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(int armed)
    {
        if (armed == _armed)
            _fire();
    }
}
