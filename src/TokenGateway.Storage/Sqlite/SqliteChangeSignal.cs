namespace TokenGateway.Storage.Sqlite;

/// <summary>Tells all who wait in this process that something was written.</summary>
internal sealed class SqliteChangeSignal
{
    private TaskCompletionSource _next = Create();

    /// <summary>Ends with the next write. Taken before a read, it misses none that the read did not see.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
