using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>An object whose keys are names that the operator chooses.</summary>
internal sealed record MapShape(TextShape Names, Shape Values) : Shape
{
    /// <summary>Whether <c>{}</c> is valid.</summary>
    public bool MayBeEmpty { get; init; }

    public override string Name => "an object";

    public override Shape At(string key) => Values;

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "object");
        schema.WriteStartObject("propertyNames");
        Names.WriteSchema(schema);
        schema.WriteEndObject();
        schema.WriteStartObject("additionalProperties");
        Values.WriteSchema(schema);
        schema.WriteEndObject();
        if (!MayBeEmpty)
            schema.WriteNumber("minProperties", 1);
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        if (!ObjectForm.Holds(node))
            errors.Add(node.Path, NotWhatIsExpected(node));
        else if (node.IsLeaf && !MayBeEmpty)
            errors.Add(node.Path, "an object with at least one name is expected");
        foreach (var child in node.Children)
        {
            if (Names.FaultOf(child.Key) is { } fault)
                errors.Add(child.Path, fault);
            Values.Check(child, errors);
        }
    }
}
