using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// What may stand at a place of the configuration. One description drives the strict check and the JSON schema, so that
/// an editor and the gateway never disagree.
/// </summary>
internal abstract record Shape
{
    /// <summary>Whether null may be written; it then means "none" and not "the default".</summary>
    public bool Nullable { get; init; }

    /// <summary>How a message calls it, with its article: <c>a list</c>.</summary>
    public abstract string Name { get; }

    public void Check(ConfigNode node, ConfigErrors errors)
    {
        if (!(Nullable && node.IsNull))
            CheckContent(node, errors);
    }

    /// <summary>Writes the keywords of this shape into the schema object that is open.</summary>
    public abstract void WriteSchema(Utf8JsonWriter schema);

    /// <summary>The shape inside <c>"AnyRole": "Engineers"</c> repairs: how a list of it is written, if that can be shown.</summary>
    public virtual string? ExampleOf(string value) => null;

    /// <summary>The shape of what is under <paramref name="key"/>; null: nothing is declared there.</summary>
    public virtual Shape? At(string key) => null;

    /// <summary>A value as <c>config show</c> prints it; null: none is written.</summary>
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
