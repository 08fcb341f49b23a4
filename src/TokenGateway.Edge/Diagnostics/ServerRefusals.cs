using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Logs and counts what the server refuses before it is a request to anybody: a head that cannot be read (400), comes too
/// slowly (408) or is too large (414, 431). It stands in for the diagnostic source that Kestrel tells; a subscriber to the
/// real one would have hosting make an activity of every request.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ServerRefusals : DiagnosticSource, IDisposable
{
    public const string MeterName = "TokenGateway.Server";

    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private readonly DiagnosticListener _listener;
    private readonly ILogger _logger;
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _refusals;

    public ServerRefusals(DiagnosticListener listener, ILoggerFactory loggers)
    {
        _listener = listener;
        _logger = loggers.CreateLogger(AccessLog.Category);
        _refusals = _meter.CreateCounter<long>(
            "tokengateway.server.refusals", "{request}", "Requests that the server refused because it could not read them, by status.");
    }

    public override bool IsEnabled(string name) => name == BadRequest || _listener.IsEnabled(name);

    public override bool IsEnabled(string name, object? arg1, object? arg2 = null) => name == BadRequest || _listener.IsEnabled(name, arg1, arg2);

    [RequiresUnreferencedCode("As the listener's.")]
    public override void Write(string name, object? value)
    {
        if (name == BadRequest && value is IFeatureCollection features && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException error)
            Tell(features, error);
        if (_listener.IsEnabled(name))
            _listener.Write(name, value);
    }

    public void Dispose() => _meter.Dispose();

    private void Tell(IFeatureCollection features, BadHttpRequestException error)
    {
        // One that got as far as the edge has a line of its own.
        if (features.Get<EdgeRequest>() is not null)
            return;
        _refusals.Add(1, new KeyValuePair<string, object?>("status", error.StatusCode));
        var address = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;
        _logger.ServerRefusal(
            error.StatusCode, ReasonOf(error), (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "-",
            features.Get<IHttpConnectionFeature>()?.ConnectionId ?? "-");
    }

    // Behind a colon it may repeat what was sent.
    private static string ReasonOf(BadHttpRequestException error) => PrintableText.Escape(error.Message.Split(':')[0].TrimEnd('.'));
}
