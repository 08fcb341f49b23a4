using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenGateway.Hosting.Redis;

namespace TokenGateway.Hosting.Health;

/// <summary>Healthy while Redis responds, or if none is configured; otherwise degraded, so that no node is removed from traffic.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RedisHealthCheck(RedisAccess redis) : IHealthCheck
{
    public const string Name = "tokengateway-redis";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        redis.Server is { IsAvailable: false } ? HealthCheckResult.Degraded("Redis is unavailable.") : HealthCheckResult.Healthy());
}
