using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>An object with known keys; any other key is an error.</summary>
internal sealed record ObjectShape(params KeyShape[] Keys) : Shape
{
    /// <summary>Whether another rule with a better message checks <c>{}</c>.</summary>
    public bool MayBeEmpty { get; init; }

    public override string Name => "an object";

    public override Shape? At(string key) => Array.Find(Keys, known => ConfigPath.Same(known.Name, key))?.Shape;

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "object");
        schema.WriteStartObject("properties");
        foreach (var key in Keys)
            key.WriteSchema(schema);
        schema.WriteEndObject();
        WriteRequired(schema);
        schema.WriteBoolean("additionalProperties", false);
        if (!MayBeEmpty)
            schema.WriteNumber("minProperties", 1);
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        if (!ObjectForm.Holds(node) || ObjectForm.LooksLikeList(node))
            errors.Add(node.Path, NotWhatIsExpected(node));
        else if (node.IsLeaf && !MayBeEmpty)
            errors.Add(node.Path, "an object with at least one key is expected; leave the key out for the default");
        else
            CheckKeys(node, errors);
    }

    private void CheckKeys(ConfigNode node, ConfigErrors errors)
    {
        foreach (var child in node.Children)
        {
            if (Array.Find(Keys, key => ConfigPath.Same(key.Name, child.Key)) is { } known)
                known.Shape.Check(child, errors);
            else if (!errors.AnyAt(child.Path))
                errors.Add(child.Path, "unknown key" + Suggestion.Ask(child.Key, Keys.Select(key => key.Name)));
        }

        foreach (var key in Keys.Where(key => key.Required && node[key.Name] is null))
            errors.Add(node.Path, $"\"{key.Name}\" is missing");
    }

    private void WriteRequired(Utf8JsonWriter schema)
    {
        if (!Array.Exists(Keys, key => key.Required))
            return;
        schema.WriteStartArray("required");
        foreach (var key in Keys.Where(key => key.Required))
            schema.WriteStringValue(key.Name);
        schema.WriteEndArray();
    }
}
