using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Hosting;

/// <summary>
/// Writes what was counted every few seconds, and a last time when the server has stopped. What a killed process had not
/// written is lost: some seconds of counts, never anything that decides.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UsageService(UsageFlusher flusher, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers) : BackgroundService, IHostedLifecycleService
{
    /// <summary>How long the last of it may take, so that the process ends in time.</summary>
    public static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(3);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Usage");
    private bool _isKept;

    // After the server and all services: nothing is counted any more, and the store is still open.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(ToEnd, time);
        try
        {
            await (ExecuteTask ?? Task.CompletedTask).WaitAsync(end.Token);
            await flusher.FlushAsync(end.Token).AsTask().WaitAsync(end.Token);
        }
        catch (Exception failure)
        {
            _logger.UsageLost(flusher.Pending, failure.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(timings.UsageFlush, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await flusher.FlushAsync(cancellationToken);
            if (_isKept)
                _logger.UsageWritten(flusher.Dropped);
            _isKept = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the process: what is left is written last.
        }
        // Of whatever kind: without its counts the gateway goes on, without this service it would end.
        catch (Exception failure)
        {
            if (!_isKept)
                _logger.UsageKept(UsageFlusher.MostKept, failure.Message);
            _isKept = true;
        }
    }
}
