using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>Metrics of the stages between decision and upstream.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ForwardingMetrics : IDisposable
{
    public const string MeterName = "TokenGateway.Forwarding";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _mismatches;

    public ForwardingMetrics() => _mismatches = _meter.CreateCounter<long>(
        "tokengateway.forwarding.mismatches", "{request}",
        "Requests refused because the message to the upstream differed from the authorized request, by part (method, target, host, upgrade, identity, credential, connection).");

    public void Mismatch(string part) => _mismatches.Add(1, new KeyValuePair<string, object?>("part", part));

    public void Dispose() => _meter.Dispose();
}
