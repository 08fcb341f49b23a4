using Microsoft.Extensions.Configuration;

namespace TokenGateway.Configuration.Sources;

/// <summary>Copies the values of every provider of a live configuration, in order.</summary>
internal static class LayerReader
{
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
        return new ConfigLayer(new LayerTree(provider, text).Build(KeysOf(provider, text)), text);
    }

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, JsonTextMap? text) =>
        KeysByText(provider, text)
        ?? (provider as IEnumerable<KeyValuePair<string, string?>>)?.Select(pair => pair.Key)
        ?? KeysByWalk(provider, null);

    /// <summary>
    /// The keys of the text, if the provider has no others: it may still hold the values of an older text. At the top
    /// level, .NET's providers return one segment per key, with duplicates, which allows counting them.
    /// </summary>
    private static List<string>? KeysByText(IConfigurationProvider provider, JsonTextMap? text)
    {
        var keys = text?.Paths.Where(path => provider.TryGet(path, out _)).ToList();
        return keys?.Count == provider.GetChildKeys([], null).Count() ? keys : null;
    }

    // Each step scans all keys of the provider, so this is for small ones: the environment, the command line.
    private static IEnumerable<string> KeysByWalk(IConfigurationProvider provider, string? parent)
    {
        foreach (var key in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var path = parent is null ? key : ConfigurationPath.Combine(parent, key);
            if (provider.TryGet(path, out _))
                yield return path;
            foreach (var below in KeysByWalk(provider, path))
                yield return below;
        }
    }
}
