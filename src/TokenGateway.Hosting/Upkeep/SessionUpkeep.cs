using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Verification;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>Deletes ended sessions, hourly. Each request checks its session itself; this only keeps the table small.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionUpkeep(ISessionStore sessions, IAccessModelSource models, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.Upkeep, time)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Sessions");

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await sessions.PruneAsync(now, now - models.Current.SignIn.IdleTimeout, cancellationToken);
    }

    protected override void ReportFailure(Exception failure) => _logger.SessionUpkeepPutOff(Failures.ReasonOf(failure));
}
