using System.Globalization;
using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>A whole number within a range, both ends included.</summary>
internal sealed record IntegerShape(int Min, int Max) : ScalarShape
{
    public override string Name => "a whole number";

    public static bool TryParse(string? text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public override string? FaultOf(string value)
    {
        if (!TryParse(value, out var number))
            return $"a whole number from {Min} to {Max} is expected, not {Show(value)}";
        return number >= Min && number <= Max ? null : $"{number} is out of range: {Min} to {Max}";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "integer");
        schema.WriteNumber("minimum", Min);
        schema.WriteNumber("maximum", Max);
    }
}
