namespace TokenGateway.Storage.Sql;

/// <summary>Notifies all waiters in this process that another read of the changes is worthwhile.</summary>
internal sealed class SqlChangeSignal
{
    private TaskCompletionSource _next = Create();

    /// <summary>Completes with the next signal. Obtained before a read, it misses no change that the read did not see.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
