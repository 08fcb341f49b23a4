using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Logs and counts requests that the server refuses before they reach the pipeline: headers that are invalid (400), too
/// slow (408) or too large (414, 431), or that end an HTTP/2 stream or connection. Replaces Kestrel's diagnostic source: with a
/// subscriber to the real one, hosting would create an activity for every request.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ServerRefusals : DiagnosticSource, IDisposable
{
    public const string MeterName = "TokenGateway.Server";

    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private static readonly FrozenSet<string> Reasons = new[]
    {
        "Invalid request line", "Invalid request header", "Invalid request headers", "Malformed request", "Invalid Host header", "Invalid target",
        "Request is missing Host header", "Multiple Host headers", "Multiple Content-Length headers", "Invalid content length", "Unrecognized HTTP version",
        "Request line too long", "Request headers too long", "Request contains too many headers", "Request body too large", "Unexpected end of request content",
        "Bad chunk size data", "Bad chunk suffix", "Bad chunk extension", "Chunk extension too large", "Reading the request headers timed out", "Method not allowed",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly DiagnosticListener _listener;
    private readonly ILogger _logger;
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _refusals;

    public ServerRefusals(DiagnosticListener listener, ILoggerFactory loggers)
    {
        _listener = listener;
        _logger = loggers.CreateLogger(AccessLog.Category);
        _refusals = _meter.CreateCounter<long>(
            "tokengateway.server.refusals", "{request}", "Requests that the server refused because it could not read them, by status or HTTP/2 error code.");
    }

    public override bool IsEnabled(string name) => name == BadRequest || _listener.IsEnabled(name);

    public override bool IsEnabled(string name, object? arg1, object? arg2 = null) => name == BadRequest || _listener.IsEnabled(name, arg1, arg2);

    [RequiresUnreferencedCode("As the listener's.")]
    public override void Write(string name, object? value)
    {
        if (name == BadRequest && value is IFeatureCollection features && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException error)
            Report(features, error);
        if (_listener.IsEnabled(name))
            _listener.Write(name, value);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>An HTTP/2 connection or stream, which has no status: only an error code (RFC 9113, 7).</summary>
    public void ReportHttp2(string subject, string error, IPAddress? address, string connectionId)
    {
        _refusals.Add(1, new KeyValuePair<string, object?>("error", error));
        _logger.Http2Refusal(subject, error, TextOf(address), connectionId);
    }

    /// <summary>A request with a status, which the client of an HTTP/2 connection is not told.</summary>
    public void Report(BadHttpRequestException error, IPAddress? address, string connectionId)
    {
        _refusals.Add(1, new KeyValuePair<string, object?>("status", error.StatusCode));
        _logger.ServerRefusal(error.StatusCode, ReasonOf(error), TextOf(address), connectionId);
    }

    private void Report(IFeatureCollection features, BadHttpRequestException error)
    {
        // A request that reached the edge has its own line.
        if (features.Get<EdgeRequest>() is not null)
            return;
        var connection = features.Get<IHttpConnectionFeature>();
        Report(error, connection?.RemoteIpAddress, connection?.ConnectionId ?? "-");
    }

    private static string TextOf(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "-";

    // The server's messages may repeat client input, so only known ones are logged.
    private static string ReasonOf(BadHttpRequestException error)
    {
        var message = error.Message.Split(':')[0].TrimEnd('.');
        return Reasons.Contains(message) ? message : ReasonPhrases.GetReasonPhrase(error.StatusCode);
    }
}
