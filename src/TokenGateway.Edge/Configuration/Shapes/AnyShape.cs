using System.Text.Json;
using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration.Shapes;

/// <summary>Whatever a host application wrote under a key of its own.</summary>
internal sealed record AnyShape : Shape
{
    protected override string Name => "anything";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
    }
}
