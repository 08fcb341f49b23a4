using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using TokenGateway.Core.Verification;

namespace TokenGateway.Hosting.Changes;

/// <summary>Metrics of how far this node is behind its store.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ChangeMetrics : IDisposable
{
    public const string MeterName = "TokenGateway.Store";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Observed on each collection.</summary>
    public void Follow(Freshness freshness, TokenVerifier verifier)
    {
        _meter.CreateObservableGauge(
            "tokengateway.changefeed.age", () => freshness.Age.TotalSeconds, "s",
            "Age of the newest moment up to which this node has applied all changes of its store. Below 2 s, cached tokens are trusted; above Store:OutageGrace, none is accepted.");
        _meter.CreateObservableCounter(
            "tokengateway.cache.fills", () => MeasureFills(verifier), "{fill}",
            "Tokens that were not in this node's cache, by the source that answered: store, or redis (facts that another node read).");
    }

    private static Measurement<long>[] MeasureFills(TokenVerifier verifier) =>
    [
        new(verifier.StoreFills, new KeyValuePair<string, object?>("source", "store")),
        new(verifier.SharedFills, new KeyValuePair<string, object?>("source", "redis")),
    ];

    public void Dispose() => _meter.Dispose();
}
