using Microsoft.Extensions.Configuration.Json;

namespace TokenGateway.ConfigFiles;

/// <summary>The JSON file as a source that is read again only when it is told to; see <see cref="PolledJsonProvider"/>.</summary>
internal sealed class PolledJsonSource(string path) : JsonStreamConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder) => new PolledJsonProvider(this, path);
}
