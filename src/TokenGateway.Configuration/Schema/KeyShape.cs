using System.Text.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// A key of an object, found ignoring case as everywhere in .NET's configuration. Description and default (as JSON; null
/// when nothing fixed holds without the key) are for the schema: editors show them.
/// </summary>
internal sealed record KeyShape(string Name, Shape Shape, string Description, string? Default = null)
{
    public bool Required { get; init; }

    /// <summary>The default where another key beside it says which, as JSON; null: it is always <see cref="Default"/>.</summary>
    public Func<ConfigNode?, string>? DefaultBeside { get; init; }

    /// <summary>The default in an object, as JSON; null when nothing fixed holds without the key.</summary>
    public string? DefaultIn(ConfigNode? parent) => DefaultBeside?.Invoke(parent) ?? Default;

    /// <summary>Writes the property into the <c>properties</c> that are open.</summary>
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
