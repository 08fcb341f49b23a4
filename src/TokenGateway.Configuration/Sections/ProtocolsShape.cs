using System.Text.Json;
using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections;

/// <summary>The HTTP versions of an endpoint. Over QUIC a connection has no endpoint mark, so all its requests would be refused.</summary>
internal sealed record ProtocolsShape : ScalarShape
{
    private static readonly EnumShape Known = new("Http1", "Http2", "Http1AndHttp2");

    public override string Name => "a word for versions of HTTP";

    public override string? FaultOf(string value) => value.Contains("Http3", StringComparison.OrdinalIgnoreCase)
        ? "HTTP/3 is not supported; write \"Http1AndHttp2\""
        : Known.FaultOf(value);

    public override void WriteSchema(Utf8JsonWriter schema) => Known.WriteSchema(schema);
}
