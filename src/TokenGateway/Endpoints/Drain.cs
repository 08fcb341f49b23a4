using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Timing;

namespace TokenGateway.Endpoints;

/// <summary>
/// Fails <c>/readyz</c> on SIGTERM while everything still responds, so that load balancers stop sending before the
/// listeners close. Only for a stop by signal: a stop that the process initiates does not wait.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Drain(IHostApplicationLifetime lifetime, GatewayTimings timings, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>How long requests in flight may take after the listeners have closed.</summary>
    public static readonly TimeSpan InFlight = TimeSpan.FromSeconds(30);

    // Runs before any hosted service stops, including the server.
    public Task StoppingAsync(CancellationToken cancellationToken) => lifetime.ApplicationStopping.IsCancellationRequested
        ? Task.Delay(timings.ReadinessGrace, time, cancellationToken)
        : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
