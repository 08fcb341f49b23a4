using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Hosting.Redis;

namespace TokenGateway.Endpoints;

/// <summary>Whether this node should receive traffic: it can read its store and is not stopping.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Readiness(
    Freshness freshness, VerifierOptions options, RedisAccess redis, GatewayConfigProvider configuration, IHostApplicationLifetime lifetime)
{
    public ReadinessReport Report()
    {
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested;

        // A short outage of the store does not remove the node from traffic: cached tokens keep working.
        var storeUsable = freshness.IsFresh || freshness.Age < options.OutageGrace;
        return new ReadinessReport(
            !stopping && storeUsable, stopping, freshness.IsFresh ? "fresh" : storeUsable ? "stale" : "lost",
            redis.Server is { } server ? server.IsAvailable ? "available" : "unavailable" : null,
            configuration.Loaded?.Model.GenerationId, configuration.LastError);
    }
}
