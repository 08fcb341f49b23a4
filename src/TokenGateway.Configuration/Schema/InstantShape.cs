using System.Text.Json;
using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>A point in time, RFC 3339.</summary>
internal sealed record InstantShape : ScalarShape
{
    public override string Name => "a point in time";

    public override string? FaultOf(string value) =>
        InstantText.TryParse(value, out _) ? null : $"{Show(value)} is not a point in time with its zone: for example 2027-01-31T12:00:00Z";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        schema.WriteString("format", "date-time");
    }
}
