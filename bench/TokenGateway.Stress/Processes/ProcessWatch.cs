namespace TokenGateway.Stress.Processes;

/// <summary>Looks at a process ten times a second and keeps the highest figures, each by itself.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly int _processId;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    public ProcessWatch(int processId)
    {
        _processId = processId;
        Before = Peak = ProcessFigures.Of(processId);
        _watching = WatchAsync();
    }

    /// <summary>What it was when the watch began.</summary>
    public ProcessFigures Before { get; }

    public ProcessFigures Peak { get; private set; }

    /// <summary>Bytes of memory above those at the beginning, at the highest.</summary>
    public long Growth => Peak.Resident - Before.Resident;

    public ProcessFigures Look()
    {
        var now = ProcessFigures.Of(_processId);
        Peak = new ProcessFigures(
            Math.Max(Peak.Resident, now.Resident), Math.Max(Peak.Threads, now.Threads), Math.Max(Peak.Descriptors, now.Descriptors));
        return now;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
                Look();
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The watch, or the process it watched, is over.
        }
    }
}
