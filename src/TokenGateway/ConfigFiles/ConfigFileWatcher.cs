using System.Diagnostics.CodeAnalysis;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Timing;
using TokenGateway.Edge.Compilation;
using TokenGateway.Hosting;

namespace TokenGateway.ConfigFiles;

/// <summary>
/// Compares the file's bytes every second (<see cref="GatewayTimings.ConfigurationPoll"/>): detects writes, renames and
/// swapped symbolic links alike, and continues after an invalid file.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ConfigFileWatcher(IConfigurationRoot configuration, GatewayConfigProvider provider, GatewayTimings timings, TimeProvider time)
    : PeriodicJob(timings.ConfigurationPoll, time)
{
    protected override bool StartsAtOnce => false;

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        LookOnce();
        return Task.CompletedTask;
    }

    protected override void ReportFailure(Exception failure) => provider.ReportRefused(failure.Message);

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
