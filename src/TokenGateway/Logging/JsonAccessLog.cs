using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Text;

namespace TokenGateway.Logging;

/// <summary>
/// The access log of <c>serve</c>, in the format of <see cref="JsonLines"/>, written directly to the buffered output: a
/// line costs about a microsecond, ten times less than an event in Serilog. Serilog sets its level.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class JsonAccessLog(BufferedOutput output, ILoggerFactory loggers, TimeProvider time) : IAccessLog
{
    // Constant text is escaped once.
    private static readonly (JsonEncodedText Name, JsonEncodedText Value)[] Constants =
    [
        Encoded("level", "Information"), Encoded("category", AccessLog.Category), Encoded("event", "Request"),
    ];

    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");
    private static readonly JsonEncodedText Duration = JsonEncodedText.Encode("duration");
    private static readonly JsonEncodedText Route = JsonEncodedText.Encode("route");
    private static readonly JsonEncodedText TokenId = JsonEncodedText.Encode("tokenId");
    private static readonly JsonEncodedText Owner = JsonEncodedText.Encode("owner");
    private static readonly JsonEncodedText Address = JsonEncodedText.Encode("address");
    private static readonly JsonEncodedText RequestId = JsonEncodedText.Encode("requestId");

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
        var json = s_json ??= new Utf8JsonWriter(line, new JsonWriterOptions { SkipValidation = true });
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
        json.WriteString(Time, time.GetUtcNow().UtcDateTime);
        foreach (var (name, value) in Constants)
            json.WriteString(name, value);
        json.WriteString(Method, Printable.Method(context));
        if (AccessLog.HoldsToken(request))
            json.WriteString(Path, AccessLog.InPlaceOfToken);
        else
            json.WriteString(Path, request.Path);
        json.WriteNumber(Status, context.Response.StatusCode);
        json.WriteString(Outcome, AccessLog.OutcomeOf(request));
        json.WriteNumber(Duration, Math.Round(time.GetElapsedTime(request.StartedAt).TotalMilliseconds, 2));
        if (request.Route is { } route)
            json.WriteString(Route, route.Id);
        if (request.Snapshot?.Token is { } token)
        {
            WriteTokenId(json, token.Id);
            json.WriteString(Owner, token.Owner.Value);
        }

        json.WriteString(Address, request.Connection.AddressText(context.Connection));
        json.WriteString(RequestId, context.TraceIdentifier);
        json.WriteEndObject();
    }

    private static (JsonEncodedText Name, JsonEncodedText Value) Encoded(string name, string value) =>
        (JsonEncodedText.Encode(name), JsonEncodedText.Encode(value));

    private static void WriteTokenId(Utf8JsonWriter json, Core.Tokens.TokenId id)
    {
        Span<char> digits = stackalloc char[20];
        if (!id.IsDeclared && id.Number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture))
            json.WriteString(TokenId, digits[..length]);
        else
            json.WriteString(TokenId, id.ToString());
    }
}
