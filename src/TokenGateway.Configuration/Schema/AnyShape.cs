using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>Any content of a host application's own key.</summary>
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
