using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Logging;

/// <summary>
/// The access log of <c>serve</c>, in the form of <see cref="JsonLines"/>, written straight to the buffered output: a
/// line costs about a microsecond, as an event through all of Serilog it costs ten times that. Its level is Serilog's.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class JsonAccessLog(BufferedOutput output, ILoggerFactory loggers, TimeProvider time) : IAccessLog
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_line;

    [ThreadStatic]
    private static Utf8JsonWriter? s_json;

    private readonly ILogger _logger = loggers.CreateLogger(AccessLog.Category);

    public void Write(HttpContext context, EdgeRequest request)
    {
        if (!_logger.IsEnabled(LogLevel.Information))
            return;
        var line = s_line ??= new ArrayBufferWriter<byte>(1024);
        var json = s_json ??= new Utf8JsonWriter(line);
        line.ResetWrittenCount();
        json.Reset();
        WriteLine(json, context, request);
        json.Flush();
        line.Write("\n"u8);
        output.Append(line.WrittenSpan);
    }

    private void WriteLine(Utf8JsonWriter json, HttpContext context, EdgeRequest request)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, time.GetUtcNow().UtcDateTime);
        json.WriteString("level"u8, "Information"u8);
        json.WriteString("category"u8, AccessLog.Category);
        json.WriteString("event"u8, "Request"u8);
        json.WriteString("method"u8, Printable.Method(context));
        if (AccessLog.HoldsToken(request))
            json.WriteString("path"u8, AccessLog.InPlaceOfToken);
        else
            json.WriteString("path"u8, request.Path);
        json.WriteNumber("status"u8, context.Response.StatusCode);
        json.WriteString("outcome"u8, AccessLog.OutcomeOf(request));
        json.WriteNumber("duration"u8, Math.Round(time.GetElapsedTime(request.StartedAt).TotalMilliseconds, 2));
        if (request.Route is { } route)
            json.WriteString("route"u8, route.Id);
        if (request.Snapshot?.Token is { } token)
        {
            WriteTokenId(json, token.Id);
            json.WriteString("owner"u8, token.Owner.Value);
        }

        json.WriteString("address"u8, request.Connection.AddressText(context.Connection));
        json.WriteString("requestId"u8, context.TraceIdentifier);
        json.WriteEndObject();
    }

    private static void WriteTokenId(Utf8JsonWriter json, Core.Tokens.TokenId id)
    {
        Span<char> digits = stackalloc char[20];
        if (!id.IsDeclared && id.Number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture))
            json.WriteString("tokenId"u8, digits[..length]);
        else
            json.WriteString("tokenId"u8, id.ToString());
    }
}
