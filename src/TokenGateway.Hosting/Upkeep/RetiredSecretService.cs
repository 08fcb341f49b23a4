using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>Records uses of retired secrets while the process runs.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RetiredSecretService(RetiredSecretUses uses) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => uses.RunAsync(stoppingToken);
}
