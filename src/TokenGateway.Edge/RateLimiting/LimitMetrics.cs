using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>Counts requests with shared limits by what decided them.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LimitMetrics : IDisposable
{
    public const string MeterName = "TokenGateway.RateLimiting";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _decisions;

    public LimitMetrics() => _decisions = _meter.CreateCounter<long>(
        "tokengateway.ratelimit.decisions", "{request}",
        "Requests whose shared limits were decided, by who decided: shared (the counts in Redis), lease (permits that this node held), local (Redis did not answer: this node's part), denied, allowed.");

    public void Decided(string by) => _decisions.Add(1, new KeyValuePair<string, object?>("by", by));

    public void Dispose() => _meter.Dispose();
}
