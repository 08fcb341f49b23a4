using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>Any text, number or boolean: for maps whose values another component interprets. Messages never repeat it.</summary>
internal sealed record ValueShape : ScalarShape
{
    public override string Name => "a single value";

    public override string? ExampleOf(string value) => null;

    public override string? FaultOf(string value) => null;

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        schema.WriteStartArray("type");
        foreach (var type in (string[])["string", "number", "boolean"])
            schema.WriteStringValue(type);
        schema.WriteEndArray();
    }
}
