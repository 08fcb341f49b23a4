using System.Text.Json;

namespace TokenGateway.Configuration.Schema;

/// <summary>An absolute http or https address. It may contain a password, so messages never repeat it.</summary>
internal sealed record UriShape : ScalarShape
{
    public override string Name => "an address";

    public override string? ExampleOf(string value) => null;

    public override string? FaultOf(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? null
            : "an absolute http or https address is expected, such as \"http://proxy:3128/\"";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        schema.WriteString("format", "uri");
    }
}
