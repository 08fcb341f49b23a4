using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>Processes reports one by one; waits for an unavailable store. Finishes queued reports before the process ends.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LeakWorker(LeakQueue queue, PresentedValues values, LeakReports reports, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger(LeakLog.Category);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var report in queue.ReadAllAsync())
        {
            while (!await TryHandleAsync(report) && !stoppingToken.IsCancellationRequested)
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryHandleAsync(LeakReport report)
    {
        try
        {
            var known = await values.VerifyAsync(report.Digest, CancellationToken.None);
            if (known.Outcome == VerificationOutcome.StoreUnavailable)
                return false;
            await reports.ReportAsync(known, report.Address, CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException outage)
        {
            _logger.LeakReportWaits(outage.Message);
            return false;
        }
        // Any exception: one report must not stop later ones or the gateway.
        catch (Exception failure)
        {
            _logger.LeakReportFailed(failure);
            return true;
        }
    }
}
