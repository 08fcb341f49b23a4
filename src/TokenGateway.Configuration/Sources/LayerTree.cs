using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>Builds a tree from the flat keys of one provider.</summary>
internal sealed class LayerTree(IConfigurationProvider provider, JsonTextMap? text)
{
    private const string FileSuffix = "_FILE";

    private readonly bool _isEnvironment = provider is EnvironmentVariablesConfigurationProvider;

    public ConfigNode Build(IEnumerable<string> keys) => new() { Key = string.Empty, Children = ChildrenOf(keys, 0) };

    private ConfigNode[] ChildrenOf(IEnumerable<string> keys, int start) =>
        [.. keys
            .Where(key => key.Length >= start)
            .GroupBy(key => key[..EndOfLevel(key, start)], StringComparer.OrdinalIgnoreCase)
            .Select(below => Node(below.Key, start, below))];

    private ConfigNode Node(string path, int start, IEnumerable<string> keys)
    {
        var hasValue = provider.TryGet(path, out var value);
        var written = text?.Find(path);
        return new ConfigNode
        {
            Key = NameOf(path, start),
            HasValue = hasValue,
            Value = value,
            Kind = written?.Kind ?? default,
            Origin = written?.Origin ?? (_isEnvironment ? ConfigOrigin.Environment : null),
            Children = ChildrenOf(keys, path.Length + 1),
        };
    }

    // The environment writes ValueFile as VALUE_FILE.
    private string NameOf(string path, int start)
    {
        var key = path[start..];
        return _isEnvironment && ConfigPath.IsStrict(path) && key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase)
            ? key[..^FileSuffix.Length] + "File"
            : key;
    }

    private static int EndOfLevel(string key, int start) =>
        key.IndexOf(ConfigurationPath.KeyDelimiter, start, StringComparison.Ordinal) is var end and >= 0 ? end : key.Length;
}
