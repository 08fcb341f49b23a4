namespace TokenGateway.Storage.PostgreSql;

/// <summary>Runs an action soon after it was requested, at a limited rate; requests in the meantime are combined into one.</summary>
internal sealed class PostgreSqlThrottle : IDisposable
{
    private readonly TimeSpan _interval;
    private readonly Func<Task> _work;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private long? _doneAt;
    private int _isRequested;

    public PostgreSqlThrottle(TimeSpan interval, Func<Task> work, TimeProvider time) => (_interval, _work, _time, _ended) = (interval, work, time, _end.Token);

    /// <summary>Requests a run and returns at once.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _isRequested, 1) == 0)
            _ = Task.Run(RunAsync);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        if (_doneAt is { } last && _interval - _time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, _time, _ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _doneAt = _time.GetTimestamp();

        // Reset before the work: a request that arrives while it runs is not covered by it.
        Volatile.Write(ref _isRequested, 0);
        if (!_ended.IsCancellationRequested)
            await _work();
    }
}
