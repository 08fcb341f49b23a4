namespace TokenGateway.Storage.PostgreSql;

/// <summary>Does something soon after it was asked for, and at most so often: what is asked meanwhile is done once.</summary>
internal sealed class PostgreSqlPace(TimeSpan interval, Func<Task> work, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private long? _doneAt;
    private int _isAsked;

    /// <summary>Returns at once.</summary>
    public void Ask()
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 0)
            _ = Task.Run(RunAsync);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        if (_doneAt is { } last && interval - time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _doneAt = time.GetTimestamp();

        // Before the work: what is asked while it runs is not in it.
        Volatile.Write(ref _isAsked, 0);
        if (!_end.IsCancellationRequested)
            await work();
    }
}
