using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// The allowed values of a configuration node. The same description drives the strict check and the JSON schema, so that an
/// editor and the gateway never disagree.
/// </summary>
internal abstract record Shape
{
    /// <summary>Whether null is allowed; it then means "none", not "the default".</summary>
    public bool Nullable { get; init; }

    /// <summary>Its name in messages, with an article: <c>a list</c>.</summary>
    public abstract string Name { get; }

    public void Check(ConfigNode node, ConfigErrors errors)
    {
        if (!(Nullable && node.IsNull))
            CheckContent(node, errors);
    }

    /// <summary>Writes the keywords of this shape into the open schema object.</summary>
    public abstract void WriteSchema(Utf8JsonWriter schema);

    /// <summary>The correct form of a list for a single value, as in <c>"AnyRole": "Engineers"</c>; null if unknown.</summary>
    public virtual string? ExampleOf(string value) => null;

    /// <summary>The shape of the node under <paramref name="key"/>; null: none is declared.</summary>
    public virtual Shape? At(string key) => null;

    /// <summary>A value as <c>config show</c> prints it; null: there is none.</summary>
    public virtual string? Shown(string? value) => value;

    protected abstract void CheckContent(ConfigNode node, ConfigErrors errors);

    protected string NotWhatIsExpected(ConfigNode node) => $"{Name} is expected, not {Found.In(node)}";

    protected void WriteType(Utf8JsonWriter schema, string type)
    {
        if (!Nullable)
        {
            schema.WriteString("type", type);
            return;
        }

        schema.WriteStartArray("type");
        schema.WriteStringValue(type);
        schema.WriteStringValue("null");
        schema.WriteEndArray();
    }
}
