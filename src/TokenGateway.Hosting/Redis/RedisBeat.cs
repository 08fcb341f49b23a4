using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Edge.Compilation;

namespace TokenGateway.Hosting.Redis;

/// <summary>Records once a second in Redis that this node is alive. Startup waits briefly for the first response.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RedisBeat(
    RedisAccess access, GatewayConfigProvider configuration, GatewayLoader loader, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.RedisBeat, time)
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        access.Open(configuration, loader);
        if (access.Server is not { } server)
            return;
        await server.ConnectAsync(StartWithin, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => access.Server!.BeatAsync();

    protected override void ReportFailure(Exception failure) => loggers.CreateLogger("TokenGateway.Redis").RedisBeatFailed(Failures.ReasonOf(failure));
}
