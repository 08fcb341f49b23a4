namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Answers as gladly as the primary, and is behind.</summary>
internal sealed class Replica : IServer
{
    private readonly Queue<(TimeSpan Due, Moment Moment)> _coming = new();
    private readonly VirtualTime _time;
    private TimeSpan _rejoinsAt;
    private Moment _applied;
    private bool _isStalled;

    public Replica(VirtualTime time, Primary primary, TimeSpan lag)
    {
        (_time, _applied, Lag) = (time, primary.Newest, lag);
        primary.Tell(Receive);
    }

    /// <summary>How long a commit takes to arrive.</summary>
    public TimeSpan Lag { get; }

    public bool MayLag => true;

    public Moment Present
    {
        get
        {
            while (!_isStalled && _coming.TryPeek(out var next) && next.Due <= _time.Now)
                _applied = _coming.Dequeue().Moment;
            return _applied;
        }
    }

    Moment? IServer.Present => Present;

    /// <summary>It applies nothing more, and answers on.</summary>
    public void Stall()
    {
        _ = Present;
        _isStalled = true;
    }

    public void GoOn() => _isStalled = false;

    /// <summary>Until then it serves the sequence that ended.</summary>
    public void RejoinAt(TimeSpan moment) => _rejoinsAt = moment;

    private void Receive(Moment moment)
    {
        var due = _time.Now + Lag;
        _coming.Enqueue((due > _rejoinsAt ? due : _rejoinsAt, moment));
    }
}
