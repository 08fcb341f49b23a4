using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Hosting;

/// <summary>
/// Hourly: forgets changes that every follower has long read (those older than a day), tombstones after
/// <c>Tokens:KeepDeleted</c>, secrets that were retired 90 days ago, and daily counts that are not kept any more.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreUpkeepService(StoreAccess access, GatewayState state, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetiredKept = TimeSpan.FromDays(90);

    // One transaction must not keep other writers waiting.
    private const int PurgedAtOnce = 500;

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
            var now = time.GetUtcNow();
            await access.Store.PruneChangesAsync(now - Kept, cancellationToken);
            var deletedBefore = now - state.Current.Access.Tokens.KeepDeleted;
            while (await access.Store.Tokens.PurgeAsync(deletedBefore, now - RetiredKept, PurgedAtOnce, cancellationToken) >= PurgedAtOnce)
                await Task.Yield();
            await UsageRetention.PruneAsync(access.Store.Usage, time, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            _logger.UpkeepPutOff(failure.Message);
        }
    }
}
