using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;

namespace TokenGateway.Endpoints;

/// <summary>
/// Counts and logs connections of trusted proxies that were closed without a PROXY header: at most once a minute, since a
/// misconfigured proxy causes it with every connection.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed partial class ProxyProtocolReport : IDisposable
{
    public const string MeterName = "TokenGateway.Connections";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _closed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _saidAt = long.MinValue;

    public ProxyProtocolReport(TimeProvider time, ILoggerFactory loggers)
    {
        (_time, _logger) = (time, loggers.CreateLogger("TokenGateway.Connections"));
        _closed = _meter.CreateCounter<long>(
            "tokengateway.connections.proxy_header_faults", "{connection}",
            "Connections from trusted proxies closed because they had no valid PROXY header, by reason (no_header, late, cut).");
    }

    public void Closed(EndPoint? peer, ProxyProtocolFault fault)
    {
        if (fault == ProxyProtocolFault.Empty)
            return;
        _closed.Add(1, new KeyValuePair<string, object?>("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString())));
        var (now, last) = (_time.GetTimestamp(), Volatile.Read(ref _saidAt));
        if ((last == long.MinValue || _time.GetElapsedTime(last, now) >= Interval) && Interlocked.CompareExchange(ref _saidAt, now, last) == last)
            ProxyHeaderMissing((peer as IPEndPoint)?.Address, fault);
    }

    public void Dispose() => _meter.Dispose();

    [LoggerMessage(2010, LogLevel.Warning,
        "Closed a connection from the trusted proxy {Proxy}: it did not begin with a PROXY header ({Fault}). With TokenGateway:ProxyProtocol, every connection from a trusted proxy must. Logged at most once a minute.",
        EventName = "ProxyHeaderMissing")]
    private partial void ProxyHeaderMissing(IPAddress? proxy, ProxyProtocolFault fault);
}
