using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Hosting.Changes;

/// <summary>Reads the settings before any endpoint listens, so that disabled tokens never authenticate.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SettingsStart(ISettingsRefresh settings) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => settings.RefreshAsync(cancellationToken).AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
