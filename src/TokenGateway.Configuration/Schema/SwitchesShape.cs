using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary><c>true</c>, <c>false</c>, or an object with these for some parts.</summary>
internal sealed record SwitchesShape(params KeyShape[] Parts) : Shape
{
    private readonly BooleanShape _all = new();
    private readonly ObjectShape _some = new(Parts);

    public override string Name => "true, false or an object";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        schema.WriteStartArray("anyOf");
        schema.WriteStartObject();
        _all.WriteSchema(schema);
        schema.WriteEndObject();
        schema.WriteStartObject();
        _some.WriteSchema(schema);
        schema.WriteEndObject();
        schema.WriteEndArray();
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        if (node.IsLeaf)
            _all.Check(node, errors);
        else
            _some.Check(node, errors);
    }
}
