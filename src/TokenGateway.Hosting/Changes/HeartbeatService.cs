using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Hosting.Stores;

namespace TokenGateway.Hosting.Changes;

/// <summary>
/// Writes the heartbeat of a store that has one, from which nodes that read from a replica measure its lag. Every node
/// tries and the store admits one, so no particular node is needed.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class HeartbeatService(StoreAccess access, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.Heartbeat, time)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        access.Store.NeedsHeartbeat ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => access.Store.BeatAsync(cancellationToken).AsTask();

    protected override void ReportFailure(Exception failure) => _logger.HeartbeatNotWritten(Failures.ReasonOf(failure));
}
