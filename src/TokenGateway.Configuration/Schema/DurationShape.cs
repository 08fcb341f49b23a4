using System.Text.Json;
using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>A duration within a range, both ends included, which messages show as written here.</summary>
internal sealed record DurationShape(string Min, string Max) : ScalarShape
{
    // The two forms for the JSON schema: a whole number and a unit (90s), or a .NET TimeSpan (00:15:00).
    private const string Pattern = @"([0-9]+(ms|s|m|h|d)|([0-9]+\.)?[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]{1,7})?)?)";

    public override string Name => "a duration";

    public override string? FaultOf(string value)
    {
        if (!DurationText.TryParse(value, out var duration))
            return $"{Show(value)} is not a duration: for example 500ms, 90s, 15m, 12h, 30d or 00:15:00";
        return duration >= Parse(Min) && duration <= Parse(Max) ? null : $"{value} is out of range: {Min} to {Max}";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        schema.WriteString("pattern", $"^{Pattern}$");
    }

    private static TimeSpan Parse(string text) =>
        DurationText.TryParse(text, out var value) ? value : throw new FormatException(text);
}
