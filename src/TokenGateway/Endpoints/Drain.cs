using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Timing;

namespace TokenGateway.Endpoints;

/// <summary>
/// On SIGTERM <c>/readyz</c> fails first, while everything still answers, so that balancers stop sending before the
/// listeners close. Only for a stop that was signalled: nobody waits for one that the process asks of itself.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Drain(IHostApplicationLifetime lifetime, GatewayTimings timings, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>How long requests in flight may take after the listeners have closed.</summary>
    public static readonly TimeSpan InFlight = TimeSpan.FromSeconds(30);

    // Before any hosted service stops, the server among them.
    public Task StoppingAsync(CancellationToken cancellationToken) => lifetime.ApplicationStopping.IsCancellationRequested
        ? Task.Delay(timings.ReadinessGrace, time, cancellationToken)
        : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
