using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary>One transform: the key that names it, and its other keys. YARP checks the values.</summary>
internal sealed record TransformShape(HostKeys Host) : Shape
{
    private static readonly ValueShape Value = new();

    /// <summary>A header or parameter for the upstream may be its credential.</summary>
    private static readonly ValueShape Sent = new() { Secret = true };

    public override string Name => "an object";

    public override Shape At(string key) => ConfigPath.Same(key, "Set") || ConfigPath.Same(key, "Append") ? Sent : Value;

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "object");
        schema.WriteStartObject("properties");
        foreach (var name in TransformNames.All.SelectMany(pair => pair.Value.Prepend(pair.Key)).Distinct(StringComparer.Ordinal))
        {
            schema.WriteStartObject(name);
            Value.WriteSchema(schema);
            schema.WriteEndObject();
        }

        schema.WriteEndObject();
        schema.WriteBoolean("additionalProperties", false);
        schema.WriteNumber("minProperties", 1);
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        if (!ObjectForm.Holds(node) || ObjectForm.LooksLikeList(node))
            errors.Add(node.Path, NotWhatIsExpected(node));
        else if (node.IsLeaf)
            errors.Add(node.Path, "an object with at least one key is expected");
        else if (node.Children.FirstOrDefault(child => TransformNames.All.ContainsKey(child.Key)) is { } named)
            CheckBeside(node, named.Key, errors);
        else if (!Host.HasTransforms)
            AddUnknown(node, errors);
        foreach (var child in node.Children.Where(child => !errors.AnyAt(child.Path)))
            Value.Check(child, errors);
    }

    private static void CheckBeside(ConfigNode node, string name, ConfigErrors errors)
    {
        var beside = TransformNames.All[name];
        foreach (var child in node.Children.Where(child => !ConfigPath.Same(child.Key, name) && !beside.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            errors.Add(child.Path, TransformNames.All.ContainsKey(child.Key)
                ? $"a transform of its own; write it beside the object of \"{name}\" and not in it"
                : $"unknown key of the transform \"{name}\"{Suggestion.Ask(child.Key, beside)}");
        }
    }

    // The key that resembles a transform name is taken for it; the others are its parameters.
    private static void AddUnknown(ConfigNode node, ConfigErrors errors)
    {
        var meant = node.Children.FirstOrDefault(child => TransformNames.Ask(child.Key).Length > 0) ?? node.Children[0];
        errors.Add(meant.Path, "unknown transform" + TransformNames.Ask(meant.Key));
    }
}
