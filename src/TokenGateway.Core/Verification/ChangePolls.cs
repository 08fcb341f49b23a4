namespace TokenGateway.Core.Verification;

/// <summary>
/// Connects callers that need the change feed read with the follower, which reads it. A request costs one comparison while a read
/// is in progress. Waiting is bounded, and no caller waits for a follower that does not respond.
/// </summary>
/// <param name="time">The clock that bounds the waiting.</param>
/// <param name="maxWait">The maximum time to wait for a read; by default <see cref="MaxWait"/>.</param>
internal sealed class ChangePolls(TimeProvider time, TimeSpan? maxWait = null)
{
    /// <summary>
    /// The default of the maximum time to wait for a read. A read takes microseconds; one that takes longer than this waits for a lock
    /// or a disk, and then the age of the known facts decides.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _maxWait = maxWait ?? MaxWait;
    private TaskCompletionSource _requested = Create();
    private Waiting? _waiting;

    // 1 from the first request until the follower has responded.
    private int _isBusy;
    private volatile bool _isAnswering;

    /// <summary>Whether a follower responds within the maximum time: false before the first read, during an outage, or while one hangs.</summary>
    public bool IsAnswering => _isAnswering;

    /// <summary>For the follower, between two reads: completes when a read is requested.</summary>
    internal Task Requested => Volatile.Read(ref _requested).Task;

    /// <summary>Requests a read without waiting.</summary>
    public void Request()
    {
        if (Volatile.Read(ref _isBusy) == 0 && Interlocked.Exchange(ref _isBusy, 1) == 0)
            Volatile.Read(ref _requested).TrySetResult();
    }

    /// <summary>Requests a read and waits until it completes, fails or times out.</summary>
    public async ValueTask RequestAndWaitAsync(CancellationToken cancellationToken)
    {
        // Join before the request: if a read is already in progress, its completion releases this waiter.
        var waiting = Join();
        Request();
        if (_isAnswering)
            await waiting.Answered.WaitAsync(cancellationToken);
    }

    /// <summary>Called by the follower when a read begins.</summary>
    internal void Begin() => Interlocked.Exchange(ref _isBusy, 1);

    /// <summary>Called by the follower when a read has completed and its changes are applied.</summary>
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
        Volatile.Write(ref _requested, Create());
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
        mine.Limit(time, _maxWait);
        return mine;
    }

    // The read may still complete, for later callers.
    private void GiveUp(Waiting waiting)
    {
        if (Interlocked.CompareExchange(ref _waiting, null, waiting) != waiting)
            return;
        _isAnswering = false;
        waiting.End();
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The callers that wait for the same read, with one timer for all of them.</summary>
    private sealed class Waiting(ChangePolls looks)
    {
        private readonly TaskCompletionSource _answered = Create();
        private ITimer? _limit;

        public Task Answered => _answered.Task;

        public void Limit(TimeProvider time, TimeSpan maxWait)
        {
            _limit = time.CreateTimer(static waiting => ((Waiting)waiting!).GiveUp(), this, maxWait, Timeout.InfiniteTimeSpan);
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
