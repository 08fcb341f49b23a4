using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Tells <see cref="ServerRefusals"/> of HTTP/2 connections and streams that the server ends because it cannot read what
/// they send (RFC 9113, 5.4), or because a head arrives too slowly. The server reports these to its own log only, at Debug, so this is
/// a log provider that gets nothing but two of the server's categories and takes the error code from there, never a text.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Http2Refusals : ILoggerProvider, ILogger
{
    public const string Category = "Microsoft.AspNetCore.Server.Kestrel.Http2";

    /// <summary>Where the server logs requests that it refuses; those over HTTP/1.1 also reach its diagnostic source.</summary>
    public const string BadRequestCategory = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    private readonly ConcurrentDictionary<string, Watched> _connections = new(StringComparer.Ordinal);

    // Not a parameter of the constructor: it logs, and loggers come from a factory that needs this provider.
    private ServerRefusals? _report;

    /// <summary>Must be called after the PROXY header is read, which says who the client is.</summary>
    public static void WatchOn(ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var refusals = endpoint.ApplicationServices.GetRequiredService<Http2Refusals>();
        refusals._report = endpoint.ApplicationServices.GetRequiredService<ServerRefusals>();
        endpoint.Use(next => connection => refusals.WatchAsync(new Watched(connection, endpoint), next));
    }

    public ILogger CreateLogger(string categoryName) => categoryName is Category or BadRequestCategory ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
            return;
        switch (eventId.Name)
        {
            case "Http2ConnectionError":
                Report("connection", ErrorIn(exception), Text(values, "ConnectionId"));
                break;
            case "HPackDecodingError":
                Report("connection", "COMPRESSION_ERROR", Text(values, "ConnectionId"));
                break;
            // The gateway ends streams as well, with other codes; these have a line in the access log.
            case "Http2StreamResetAbort" when Text(values, "error") == "PROTOCOL_ERROR":
                Report("stream", "PROTOCOL_ERROR", Text(values, "TraceIdentifier").Split(':')[0]);
                break;
            case "ConnectionBadRequest" when exception is BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } slow:
                if (_connections.TryGetValue(Text(values, "ConnectionId"), out var watched) && watched.IsHttp2)
                    _report?.Report(slow, watched.Address, watched.Connection.ConnectionId);
                break;
        }
    }

    public void Dispose()
    {
        // Nothing to end: connections remove themselves.
    }

    private async Task WatchAsync(Watched watched, ConnectionDelegate next)
    {
        var id = watched.Connection.ConnectionId;
        _connections[id] = watched;
        try
        {
            await next(watched.Connection);
        }
        finally
        {
            _connections.TryRemove(id, out _);
        }
    }

    private void Report(string subject, string error, string connectionId) =>
        _report?.ReportHttp2(subject, error, _connections.TryGetValue(connectionId, out var watched) ? watched.Address : null, connectionId);

    private static string Text(IReadOnlyList<KeyValuePair<string, object?>> values, string name) =>
        values.FirstOrDefault(value => value.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString() ?? "";

    // The server's message is "HTTP/2 connection error (CODE): text", and the text may repeat client input.
    private static string ErrorIn(Exception? exception)
    {
        var parts = (exception?.Message ?? "").Split('(', ')');
        return parts.Length > 1 && parts[1].All(character => character is '_' or (>= 'A' and <= 'Z')) ? parts[1] : "unknown";
    }

    private sealed record Watched(ConnectionContext Connection, ListenOptions Endpoint)
    {
        public IPAddress? Address => (Connection.RemoteEndPoint as IPEndPoint)?.Address;

        // Negotiated in TLS, or known from the start.
        public bool IsHttp2 => Endpoint.Protocols == HttpProtocols.Http2
            || Connection.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol.Span.SequenceEqual("h2"u8) == true;
    }
}
