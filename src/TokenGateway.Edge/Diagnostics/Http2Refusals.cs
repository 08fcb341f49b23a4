using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Tells <see cref="ServerRefusals"/> of HTTP/2 connections and streams that the server ends because it cannot read what
/// they send (RFC 9113, 5.4). The server reports these to its own log only, at Debug, so this is a log provider that gets
/// nothing but the server's HTTP/2 category and takes the error code from there, never a text.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Http2Refusals : ILoggerProvider, ILogger
{
    public const string Category = "Microsoft.AspNetCore.Server.Kestrel.Http2";

    private readonly ConcurrentDictionary<string, ConnectionContext> _connections = new(StringComparer.Ordinal);

    // Not a parameter of the constructor: it logs, and loggers come from a factory that needs this provider.
    private ServerRefusals? _report;

    /// <summary>Must be called after the PROXY header is read, which says who the client is.</summary>
    public static void WatchOn(ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var refusals = endpoint.ApplicationServices.GetRequiredService<Http2Refusals>();
        refusals._report = endpoint.ApplicationServices.GetRequiredService<ServerRefusals>();
        endpoint.Use(next => connection => refusals.WatchAsync(connection, next));
    }

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NullLogger.Instance;

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
        }
    }

    public void Dispose()
    {
        // Nothing to end: connections remove themselves.
    }

    private async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var id = connection.ConnectionId;
        _connections[id] = connection;
        try
        {
            await next(connection);
        }
        finally
        {
            _connections.TryRemove(id, out _);
        }
    }

    private void Report(string subject, string error, string connectionId) =>
        _report?.ReportHttp2(subject, error, _connections.TryGetValue(connectionId, out var connection) ? (connection.RemoteEndPoint as IPEndPoint)?.Address : null, connectionId);

    private static string Text(IReadOnlyList<KeyValuePair<string, object?>> values, string name) =>
        values.FirstOrDefault(value => value.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString() ?? "";

    // The server's message is "HTTP/2 connection error (CODE): text", and the text may repeat client input.
    private static string ErrorIn(Exception? exception)
    {
        var parts = (exception?.Message ?? "").Split('(', ')');
        return parts.Length > 1 && parts[1].All(character => character is '_' or (>= 'A' and <= 'Z')) ? parts[1] : "unknown";
    }
}
