using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>A duration within a range, both ends allowed; the ends are written as the message shows them.</summary>
internal sealed record DurationShape(string Min, string Max) : ScalarShape
{
    protected override string Name => "a duration";

    public override string? FaultOf(string value)
    {
        if (!Durations.TryParse(value, out var duration))
            return $"{Show(value)} is not a duration: for example 500ms, 90s, 15m, 12h, 30d or 00:15:00";
        return duration >= Parse(Min) && duration <= Parse(Max) ? null : $"{value} is out of range: {Min} to {Max}";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        schema.WriteString("pattern", $"^{Durations.Pattern}$");
    }

    private static TimeSpan Parse(string text) =>
        Durations.TryParse(text, out var value) ? value : throw new FormatException(text);
}
