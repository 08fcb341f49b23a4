using Microsoft.Extensions.Configuration;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// Provides a tree as a regular configuration. .NET's in-memory provider scans all keys for each requested section, which
/// takes seconds for a thousand routes; this one knows the children of each node.
/// </summary>
internal sealed class FrozenProvider(ConfigNode tree) : ConfigurationProvider, IConfigurationSource
{
    private readonly Dictionary<string, ConfigNode> _nodes =
        tree.Descendants().ToDictionary(node => node.Path, StringComparer.OrdinalIgnoreCase);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        var found = _nodes.TryGetValue(key, out var node) && node.HasValue;
        value = found ? node!.Value : null;
        return found;
    }

    public override void Set(string key, string? value) => throw new NotSupportedException("A frozen configuration does not change.");

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        var parent = parentPath is null ? tree : _nodes.GetValueOrDefault(parentPath);
        return (parent?.Children ?? []).Select(child => child.Key).Concat(earlierKeys);
    }
}
