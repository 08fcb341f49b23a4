using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>Writes the configuration merged from all sources as JSON; the declarations of the keys determine the secrets.</summary>
internal static class WrittenConfiguration
{
    /// <summary>The sections <c>Kestrel</c>, <c>ReverseProxy</c> and <c>TokenGateway</c>, as configured.</summary>
    public static string ToJson(ConfigurationSnapshot frozen) => Write(indented: true, json =>
    {
        json.WriteStartObject();
        WriteSection(json, frozen, KestrelSection.Key, KestrelSection.Shape);
        WriteSection(json, frozen, ConfigPath.ReverseProxy, ProxyShape.Of(frozen.Dialects, HostKeys.None));
        WriteSection(json, frozen, ConfigPath.Gateway, GatewayConfig.ShapeOf(frozen.Dialects));
        json.WriteEndObject();
    });

    public static string OnOneLine(ConfigNode node, Shape shape) => Write(indented: false, json => WriteValue(json, node, shape));

    /// <summary>The same for a JSON text.</summary>
    public static string OnOneLine(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Write(indented: false, document.RootElement.WriteTo);
    }

    private static string Write(bool indented, Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void WriteSection(Utf8JsonWriter json, ConfigurationSnapshot frozen, string key, Shape shape)
    {
        if (frozen.Written[key] is { } section)
            WriteProperty(json, section, shape);
    }

    private static void WriteProperty(Utf8JsonWriter json, ConfigNode node, Shape? shape)
    {
        json.WritePropertyName(node.Key);
        WriteValue(json, node, shape);
    }

    private static void WriteValue(Utf8JsonWriter json, ConfigNode node, Shape? shape)
    {
        if (node.IsList || node.Kind == JsonValueKind.Array)
            WriteList(json, node, shape);
        else if (!node.IsLeaf || node.Kind == JsonValueKind.Object)
            WriteObject(json, node, shape);
        else
            WriteScalar(json, node.Kind, shape is null ? SecretMask.Hidden : shape.Shown(node.Value));
    }

    private static void WriteList(Utf8JsonWriter json, ConfigNode node, Shape? shape)
    {
        json.WriteStartArray();
        foreach (var child in node.Children)
            WriteValue(json, child, shape?.At(child.Key));
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, ConfigNode node, Shape? shape)
    {
        json.WriteStartObject();
        foreach (var child in node.Children)
            WriteProperty(json, child, shape?.At(child.Key));
        json.WriteEndObject();
    }

    // .NET stores every value as text; the JSON text has its kind.
    private static void WriteScalar(Utf8JsonWriter json, JsonValueKind kind, string? value)
    {
        if (value is null)
            json.WriteNullValue();
        else if (value == SecretMask.Hidden)
            json.WriteStringValue(value);
        else if (kind == JsonValueKind.Number)
            json.WriteRawValue(value);
        else if (kind is JsonValueKind.True or JsonValueKind.False)
            json.WriteBooleanValue(kind == JsonValueKind.True);
        else
            json.WriteStringValue(value);
    }
}
