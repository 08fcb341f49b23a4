using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Hosting;

/// <summary>Forgets, hourly, changes that every follower has long read (older than a day) and daily counts that are not kept any more.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreUpkeepService(StoreAccess store, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await PruneAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process, also after a start that failed.
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PruneChangesAsync(time.GetUtcNow() - Kept, cancellationToken);
            await UsageRetention.PruneAsync(store.Usage, time, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            _logger.UpkeepPutOff(failure.Message);
        }
    }
}
