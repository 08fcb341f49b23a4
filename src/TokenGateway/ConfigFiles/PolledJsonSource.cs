using Microsoft.Extensions.Configuration.Json;

namespace TokenGateway.ConfigFiles;

/// <summary>The JSON file as a source that reloads only on request; see <see cref="PolledJsonProvider"/>.</summary>
internal sealed class PolledJsonSource(string path) : JsonStreamConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder) => new PolledJsonProvider(this, path);
}
