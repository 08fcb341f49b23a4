using Microsoft.Extensions.Hosting;

namespace TokenGateway.Hosting;

/// <summary>
/// Runs one thing again and again for as long as the process runs, never twice at once. A failure of whatever kind costs a
/// round and nothing else: it is reported, the first of a row only, and the next round tries again.
/// </summary>
internal abstract class PeriodicJob(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    /// <summary>Whether the first round is now and not after the first interval.</summary>
    protected virtual bool StartsAtOnce => true;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RunAsync(RunOnceAsync, ReportFailure, interval, Time, StartsAtOnce, stoppingToken);

    protected abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Reports the first failure of a row.</summary>
    protected abstract void ReportFailure(Exception failure);

    /// <summary>The same for a service that runs several at once; ends quietly when cancelled.</summary>
    public static async Task RunAsync(
        Func<CancellationToken, Task> round, Action<Exception> reportFailure, TimeSpan interval, TimeProvider time, bool startsAtOnce, CancellationToken cancellationToken)
    {
        var isFailing = false;
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            if (!startsAtOnce)
                await timer.WaitForNextTickAsync(cancellationToken);
            do
            {
                var failure = await TryAsync(round, cancellationToken);
                if (failure is not null && !isFailing)
                    reportFailure(failure);
                isFailing = failure is not null;
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the process, also after a start that failed (a busy port) and stops nothing first.
        }
    }

    private static async Task<Exception?> TryAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        try
        {
            await round(cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }
}
