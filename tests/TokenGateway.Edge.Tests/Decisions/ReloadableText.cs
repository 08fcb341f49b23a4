using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace TokenGateway.Edge.Tests.Decisions;

/// <summary>A configuration file in memory that can be replaced.</summary>
internal sealed class ReloadableText(string json) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load() => Data = Parse(json);

    public void Replace(string text)
    {
        Data = Parse(text);
        OnReload();
    }

    private static IDictionary<string, string?> Parse(string text)
    {
        var parser = new Parser(text);
        parser.Load();
        return parser.Values;
    }

    private sealed class Parser(string text)
        : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = new MemoryStream(Encoding.UTF8.GetBytes(text)) })
    {
        public IDictionary<string, string?> Values => Data;
    }
}
