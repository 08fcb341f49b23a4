using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenGateway.Core.Verification;

namespace TokenGateway.Hosting.Health;

/// <summary>Healthy while the node follows the store; degraded during an outage, for <c>Store:OutageGrace</c>; then unhealthy.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreHealthCheck(Freshness freshness, VerifierOptions options) : IHealthCheck
{
    public const string Name = "tokengateway-store";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        freshness.IsFresh ? HealthCheckResult.Healthy()
        : freshness.Age < options.OutageGrace ? HealthCheckResult.Degraded($"The token store has been unavailable for {freshness.Age}; cached tokens are accepted.")
        : HealthCheckResult.Unhealthy($"The token store has been unavailable for {freshness.Age}."));
}
