using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace TokenGateway.Edge.Configuration.Sources;

/// <summary>Copies the values of every provider of a live configuration, in their order.</summary>
internal static class LayerReader
{
    private const string EnvironmentFileSuffix = "_FILE";

    public static IReadOnlyList<ConfigLayer> ReadAll(IConfiguration live) =>
        [.. ProvidersOf(live).Select(Read)];

    private static IEnumerable<IConfigurationProvider> ProvidersOf(IConfiguration live) =>
        live is IConfigurationRoot root ? root.Providers.SelectMany(Unchain) : MergedView(live).Providers;

    private static IEnumerable<IConfigurationProvider> Unchain(IConfigurationProvider provider) =>
        provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } ? ProvidersOf(inner) : [provider];

    private static IConfigurationRoot MergedView(IConfiguration live) =>
        new ConfigurationBuilder().AddInMemoryCollection(live.AsEnumerable()).Build();

    private static ConfigLayer Read(IConfigurationProvider provider)
    {
        var text = JsonTextMap.Of(provider);
        return new ConfigLayer(ReadNode(provider, text, string.Empty, null), text);
    }

    private static ConfigNode ReadNode(IConfigurationProvider provider, JsonTextMap? text, string key, string? path)
    {
        string? value = null;
        var hasValue = path is not null && provider.TryGet(path, out value);
        var written = path is null ? null : text?.Find(path);
        return new ConfigNode
        {
            Key = NameOf(provider, key, path),
            HasValue = hasValue,
            Value = value,
            Kind = written?.Kind ?? default,
            Origin = written?.Origin ?? OriginOf(provider),
            Children = [.. provider.GetChildKeys([], path)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(child => ReadNode(provider, text, child, path is null ? child : ConfigurationPath.Combine(path, child)))],
        };
    }

    private static ConfigOrigin? OriginOf(IConfigurationProvider provider) =>
        provider is EnvironmentVariablesConfigurationProvider ? ConfigOrigin.Environment : null;

    // The environment writes ValueFile as VALUE_FILE.
    private static string NameOf(IConfigurationProvider provider, string key, string? path) =>
        provider is EnvironmentVariablesConfigurationProvider
        && path is not null
        && ConfigPath.IsStrict(path)
        && key.EndsWith(EnvironmentFileSuffix, StringComparison.OrdinalIgnoreCase)
            ? key[..^EnvironmentFileSuffix.Length] + "File"
            : key;
}
