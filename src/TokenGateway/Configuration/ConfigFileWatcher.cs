using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using TokenGateway.Core.Timing;
using TokenGateway.Edge.Configuration;

namespace TokenGateway.Configuration;

/// <summary>
/// Looks at the file's bytes every second (<see cref="GatewayTimings.ConfigurationPoll"/>): sees plain writes, renames over it and swapped symbolic links alike, and
/// stays able to see after a bad file.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ConfigFileWatcher(IConfigurationRoot configuration, GatewayConfigProvider provider, GatewayTimings timings, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(timings.ConfigurationPoll, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                LookOnce();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A start that failed (a busy port) ends services without stopping them first; that is no fault of ours.
        }
    }

    private void LookOnce()
    {
        if (!configuration.Providers.OfType<PolledJsonProvider>().Any(file => file.HasNewContent()))
            return;
        try
        {
            configuration.Reload();
        }
        catch (ConfigurationInvalidException invalid)
        {
            provider.ReportRefused(invalid.Message);
        }
    }
}
