using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;

namespace TokenGateway.Edge;

/// <summary>Prevents a library host without <c>UseTokenGateway</c> from starting without access rules.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StartupCheck : IHostedLifecycleService
{
    public bool IsInPipeline { get; set; }

    // Runs after the server has built its pipeline.
    public Task StartedAsync(CancellationToken cancellationToken) => IsInPipeline
        ? Task.CompletedTask
        : throw new InvalidOperationException("AddTokenGateway was called without app.UseTokenGateway(): no request would be authorized.");

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
