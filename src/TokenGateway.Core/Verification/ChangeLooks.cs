namespace TokenGateway.Core.Verification;

/// <summary>
/// Joins those who need the store's changes to be looked at with the follower, who looks. Asking costs a comparison while
/// a look is under way; waiting for the answer is bounded, and nobody waits for a follower that does not answer.
/// </summary>
/// <param name="time">Limits the waiting.</param>
internal sealed class ChangeLooks(TimeProvider time)
{
    /// <summary>
    /// How long a look is waited for. A look costs microseconds; one that takes longer than this waits for a lock or a disk,
    /// and then what was known holds by its age.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private TaskCompletionSource _asked = Create();
    private Waiting? _waiting;

    // 1 from the first question until the follower has answered.
    private int _isBusy;
    private volatile bool _isAnswering;

    /// <summary>Whether a follower answers within <see cref="Patience"/>: not before the first look, in an outage, or while one hangs.</summary>
    public bool IsAnswering => _isAnswering;

    /// <summary>For the follower, between two looks: ends when somebody asks.</summary>
    internal Task Asked => Volatile.Read(ref _asked).Task;

    /// <summary>Has the follower look soon.</summary>
    public void Ask()
    {
        if (Volatile.Read(ref _isBusy) == 0 && Interlocked.Exchange(ref _isBusy, 1) == 0)
            Volatile.Read(ref _asked).TrySetResult();
    }

    /// <summary>Asks, and waits until there is an answer or none to be waited for.</summary>
    public async ValueTask AskAndWaitAsync(CancellationToken cancellationToken)
    {
        // Joined before it is asked: whoever sees a look under way is answered by it.
        var waiting = Join();
        Ask();
        if (_isAnswering)
            await waiting.Answered.WaitAsync(cancellationToken);
    }

    /// <summary>For the follower: a look begins.</summary>
    internal void Begin() => Interlocked.Exchange(ref _isBusy, 1);

    /// <summary>For the follower: it has looked, and what it saw is applied.</summary>
    internal void Answer()
    {
        _isAnswering = true;
        End();
    }

    /// <summary>Called by the follower when a read failed.</summary>
    internal void Fail()
    {
        _isAnswering = false;
        End();
    }

    private void End()
    {
        Volatile.Write(ref _asked, Create());
        Interlocked.Exchange(ref _isBusy, 0);
        Interlocked.Exchange(ref _waiting, null)?.End();
    }

    private Waiting Join()
    {
        if (Volatile.Read(ref _waiting) is { } present)
            return present;
        var mine = new Waiting(this);
        if (Interlocked.CompareExchange(ref _waiting, mine, null) is { } other)
            return other;
        mine.Limit(time);
        return mine;
    }

    // The look may still end well, for those who ask then.
    private void GiveUp(Waiting waiting)
    {
        if (Interlocked.CompareExchange(ref _waiting, null, waiting) != waiting)
            return;
        _isAnswering = false;
        waiting.End();
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those who wait for the same answer; one timer for all.</summary>
    private sealed class Waiting(ChangeLooks looks)
    {
        private readonly TaskCompletionSource _answered = Create();
        private ITimer? _limit;

        public Task Answered => _answered.Task;

        public void Limit(TimeProvider time)
        {
            _limit = time.CreateTimer(static waiting => ((Waiting)waiting!).GiveUp(), this, Patience, Timeout.InfiniteTimeSpan);
            if (_answered.Task.IsCompleted)
                _limit.Dispose();
        }

        public void End()
        {
            _answered.TrySetResult();
            Volatile.Read(ref _limit)?.Dispose();
        }

        private void GiveUp() => looks.GiveUp(this);
    }
}
