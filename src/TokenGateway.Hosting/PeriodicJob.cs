using Microsoft.Extensions.Hosting;

namespace TokenGateway.Hosting;

/// <summary>
/// Runs a task repeatedly while the process runs, never twice at once. Any failure ends only its round: the first in a row
/// is reported, and the next round tries again.
/// </summary>
internal abstract class PeriodicJob(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    /// <summary>Whether the first round starts immediately instead of after the first interval.</summary>
    protected virtual bool StartsAtOnce => true;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RunAsync(RunOnceAsync, ReportFailure, interval, Time, StartsAtOnce, stoppingToken);

    protected abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Reports the first failure in a row.</summary>
    protected abstract void ReportFailure(Exception failure);

    /// <summary>The same for a service that runs several at once; ends without an exception when cancelled.</summary>
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
            // The process is stopping, possibly after a failed start (a busy port), which stops no service first.
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
