using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>Whatever a host application wrote under a key of its own.</summary>
internal sealed record AnyShape : Shape
{
    public override string Name => "anything";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
    }
}
