using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Forgets ended sessions, hourly. Whether one has ended is asked at each request; this only keeps the table small.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionUpkeep(ISessionStore sessions, IAccessModelSource models, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger _logger = loggers.CreateLogger(SessionLog.Category);

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
        var now = time.GetUtcNow();
        try
        {
            await sessions.PruneAsync(now, now - models.Current.SignIn.IdleTimeout, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            _logger.UpkeepPutOff(failure.Message);
        }
    }
}
