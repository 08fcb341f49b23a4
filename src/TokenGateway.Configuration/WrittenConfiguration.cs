using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>Shows the gateway's sections as JSON again, as all sources together say them; secrets are masked.</summary>
internal static class WrittenConfiguration
{
    /// <summary>The section <c>TokenGateway</c>, and the blocks of routes and clusters at their places.</summary>
    public static string ToJson(ConfigurationSnapshot frozen) => Write(indented: true, json =>
    {
        var proxy = frozen.Written[ConfigPath.ReverseProxy];
        json.WriteStartObject();
        if (frozen.Written[ConfigPath.Gateway] is { } gateway)
            WriteProperty(json, gateway);
        json.WriteStartObject(ConfigPath.ReverseProxy);
        WriteBlocks(json, GatewayShape.Routes, proxy);
        WriteBlocks(json, GatewayShape.Clusters, proxy);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static string OnOneLine(ConfigNode node) => Write(indented: false, json => WriteValue(json, node));

    /// <summary>The same for JSON that is text already.</summary>
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

    private static void WriteBlocks(Utf8JsonWriter json, string name, ConfigNode? proxy)
    {
        json.WriteStartObject(name);
        foreach (var owner in proxy?[name]?.Children ?? [])
        {
            json.WriteStartObject(owner.Key);
            if (owner[ConfigPath.Gateway] is { } block)
                WriteProperty(json, block);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, ConfigNode node)
    {
        json.WritePropertyName(node.Key);
        WriteValue(json, node);
    }

    private static void WriteValue(Utf8JsonWriter json, ConfigNode node)
    {
        if (node.IsList || node.Kind == JsonValueKind.Array)
            WriteList(json, node);
        else if (!node.IsLeaf || node.Kind == JsonValueKind.Object)
            WriteObject(json, node);
        else
            WriteScalar(json, node.Kind, SecretMask.Of(node.Path, node.Value));
    }

    private static void WriteList(Utf8JsonWriter json, ConfigNode node)
    {
        json.WriteStartArray();
        foreach (var child in node.Children)
            WriteValue(json, child);
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, ConfigNode node)
    {
        json.WriteStartObject();
        foreach (var child in node.Children)
            WriteProperty(json, child);
        json.WriteEndObject();
    }

    // .NET keeps every value as text; the JSON text knows what it was.
    private static void WriteScalar(Utf8JsonWriter json, JsonValueKind kind, string? value)
    {
        if (value is null)
            json.WriteNullValue();
        else if (kind == JsonValueKind.Number)
            json.WriteRawValue(value);
        else if (kind is JsonValueKind.True or JsonValueKind.False)
            json.WriteBooleanValue(kind == JsonValueKind.True);
        else
            json.WriteStringValue(value);
    }
}
