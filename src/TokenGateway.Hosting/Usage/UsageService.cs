using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;

namespace TokenGateway.Hosting.Usage;

/// <summary>
/// Writes what was counted every few seconds, and a last time when the server has stopped. What a killed process had not
/// written is lost: some seconds of counts, never anything that decides.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UsageService(UsageFlusher flusher, PermissionFlusher permissions, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.UsageFlush, time), IHostedLifecycleService
{
    /// <summary>How long the last of it may take, so that the process ends in time.</summary>
    public static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(3);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Usage");
    private bool _isKept;

    protected override bool StartsAtOnce => false;

    // After the server and all services: nothing is counted any more, and the store is still open.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(ToEnd, Time);
        try
        {
            await (ExecuteTask ?? Task.CompletedTask).WaitAsync(end.Token);
            await FlushAsync(end.Token).WaitAsync(end.Token);
        }
        catch (Exception failure)
        {
            _logger.UsageLost(flusher.Pending, failure.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        if (_isKept)
            _logger.UsageWritten(flusher.Dropped);
        _isKept = false;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await flusher.FlushAsync(cancellationToken);
        await permissions.FlushAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception failure)
    {
        _logger.UsageKept(UsageFlusher.MostKept, failure.Message);
        _isKept = true;
    }
}
