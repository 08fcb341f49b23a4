using System.Text.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// A key of an object, found ignoring case as in .NET configuration. The schema contains description and default (as JSON;
/// null if there is no fixed default), and editors show them.
/// </summary>
internal sealed record KeyShape(string Name, Shape Shape, string Description, string? Default = null)
{
    public bool Required { get; init; }

    /// <summary>The default if it depends on a sibling key, as JSON; null: it is always <see cref="Default"/>.</summary>
    public Func<ConfigNode?, string>? DefaultBeside { get; init; }

    /// <summary>The default in an object, as JSON; null if there is no fixed default.</summary>
    public string? DefaultIn(ConfigNode? parent) => DefaultBeside?.Invoke(parent) ?? Default;

    /// <summary>Writes the property into the open <c>properties</c> object.</summary>
    public void WriteSchema(Utf8JsonWriter schema)
    {
        schema.WriteStartObject(Name);
        schema.WriteString("description", Description);
        Shape.WriteSchema(schema);
        if (Default is not null)
        {
            using var value = JsonDocument.Parse(Default);
            schema.WritePropertyName("default");
            value.RootElement.WriteTo(schema);
        }

        schema.WriteEndObject();
    }
}
