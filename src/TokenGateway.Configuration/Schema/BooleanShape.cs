using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanShape : ScalarShape
{
    public override string Name => "true or false";

    public override string? FaultOf(string value) =>
        bool.TryParse(value, out _) ? null : $"true or false is expected, not {Show(value)}";

    public override void WriteSchema(Utf8JsonWriter schema) => WriteType(schema, "boolean");
}
