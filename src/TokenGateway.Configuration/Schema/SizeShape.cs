using System.Globalization;
using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>A number of bytes within a range, both ends included; may exceed the range of <see cref="IntegerShape"/>.</summary>
internal sealed record SizeShape(long Min, long Max = long.MaxValue) : ScalarShape
{
    public override string Name => "a number of bytes";

    public static bool TryParse(string? text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public override string? FaultOf(string value)
    {
        if (!TryParse(value, out var number))
            return $"a number of bytes is expected, not {Show(value)}";
        return number >= Min && number <= Max ? null : $"{number} is out of range: {Min} to {Max}";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "integer");
        schema.WriteNumber("minimum", Min);
        if (Max < long.MaxValue)
            schema.WriteNumber("maximum", Max);
    }
}
