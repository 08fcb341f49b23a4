using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace TokenGateway.Logging;

/// <summary>
/// One JSON object per line: <c>time</c>, <c>level</c>, <c>category</c>, <c>event</c>, <c>message</c>, then the event's own
/// properties in camel case, <c>exception</c>. Control characters are escaped as in JSON, so a line is always one event.
/// </summary>
internal sealed class JsonLines : ITextFormatter
{
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    /// <summary>The members of every line; an underscore is appended to an event's property of the same name.</summary>
    private static readonly string[] Own = ["time", "level", "message", "exception", "category", "event"];

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"time\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O"));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level.ToString());
        output.Write('"');
        foreach (var (name, value) in logEvent.Properties)
            WriteProperty(name, value, output);
        output.Write(",\"message\":");
        JsonValueFormatter.WriteQuotedJsonString(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture), output);
        if (logEvent.Exception is { } exception)
        {
            output.Write(",\"exception\":");
            JsonValueFormatter.WriteQuotedJsonString(exception.ToString(), output);
        }

        output.WriteLine('}');
    }

    private static void WriteProperty(string name, LogEventPropertyValue value, TextWriter output)
    {
        if (value is ScalarValue { Value: null })
            return;
        output.Write(",\"");
        output.Write(KeyOf(name));
        output.Write("\":");

        // {"Id":1000,"Name":"Request"}: only the name is written.
        if (name == "EventId" && value is StructureValue { Properties: var parts } && parts.FirstOrDefault(part => part.Name == "Name") is { } eventName)
            Values.Format(eventName.Value, output);
        else
            Values.Format(value, output);
    }

    // With duplicate names in an object, parsers keep either one or refuse the line (RFC 8259, 4).
    private static string KeyOf(string name) => name switch
    {
        "SourceContext" => "category",
        "EventId" => "event",
        _ => char.ToLowerInvariant(name[0]) + name[1..] is var key && Own.Contains(key, StringComparer.Ordinal) ? key + "_" : key,
    };
}
