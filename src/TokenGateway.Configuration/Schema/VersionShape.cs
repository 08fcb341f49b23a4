using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>An HTTP version, as text or as a number.</summary>
internal sealed record VersionShape : ScalarShape
{
    private static readonly string[] Known = ["1.0", "1.1", "2", "2.0", "3", "3.0"];

    public override string Name => "a version of HTTP";

    public override string? FaultOf(string value) =>
        Known.Contains(value, StringComparer.Ordinal) ? null : $"{Show(value)} is not a version of HTTP: write \"1.0\", \"1.1\", \"2\" or \"3\"";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        schema.WriteStartArray("enum");
        foreach (var version in Known)
            schema.WriteStringValue(version);
        schema.WriteNumberValue(1.1);
        schema.WriteNumberValue(2);
        schema.WriteNumberValue(3);
        if (Nullable)
            schema.WriteNullValue();
        schema.WriteEndArray();
    }
}
