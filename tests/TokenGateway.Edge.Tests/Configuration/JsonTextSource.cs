using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>A configuration file that exists only in memory, as the executable's own provider will be.</summary>
internal sealed class JsonTextSource(string fileName, string json, string? text = null) : JsonStreamConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        Stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return new Provider(this, fileName, Encoding.UTF8.GetBytes(text ?? json));
    }

    private sealed class Provider(JsonTextSource source, string fileName, byte[] text) : JsonStreamConfigurationProvider(source), IJsonTextSource
    {
        public string FileName => fileName;

        public ReadOnlyMemory<byte> Text => text;
    }
}
