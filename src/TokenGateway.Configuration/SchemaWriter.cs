using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Configuration;

/// <summary>
/// Writes the JSON schema (draft 2020-12) of the configuration file from the same shapes that check it. The logging
/// sections are unrestricted.
/// </summary>
internal static class SchemaWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of <c>schema.json</c>: deterministic for a build, with a trailing newline.</summary>
    public static string Write()
    {
        using var text = new MemoryStream();
        using (var schema = new Utf8JsonWriter(text, Options))
            WriteRoot(schema);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) + "\n";
    }

    private static void WriteRoot(Utf8JsonWriter schema)
    {
        schema.WriteStartObject();
        schema.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.WriteString("title", "TokenGateway configuration");
        schema.WriteString("type", "object");
        schema.WriteStartObject("properties");
        WriteOpen(schema, GatewayShape.SchemaReference, "string", "Where this schema is.");
        new KeyShape(KestrelSection.Key, KestrelSection.Shape, "The server, as ASP.NET Core documents it.").WriteSchema(schema);
        new KeyShape(ConfigPath.ReverseProxy, ProxyShape.Of(BuiltInDialects.Registry, HostKeys.None), "Routes and clusters, as YARP documents them, with a block of the gateway's in each.").WriteSchema(schema);
        new KeyShape(ConfigPath.Gateway, GatewayConfig.ShapeOf(BuiltInDialects.Registry), "The gateway's own section.").WriteSchema(schema);
        WriteOpen(schema, "Serilog", "object", "Logging, as Serilog documents it.");
        WriteOpen(schema, "Logging", "object", "Logging, as .NET documents it.");
        WriteOpen(schema, "AllowedHosts", "string", "Host names, as ASP.NET Core documents them.");
        schema.WriteEndObject();
        schema.WriteBoolean("additionalProperties", false);
        schema.WriteEndObject();
    }

    private static void WriteOpen(Utf8JsonWriter schema, string name, string type, string description)
    {
        schema.WriteStartObject(name);
        schema.WriteString("description", description);
        schema.WriteString("type", type);
        schema.WriteEndObject();
    }
}
