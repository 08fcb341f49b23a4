using Microsoft.Extensions.Configuration;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>A configuration that remembers which keys its reader asked for.</summary>
internal sealed class AskedKeys(IReadOnlyDictionary<string, string> values) : ConfigurationProvider, IConfigurationSource
{
    private readonly SortedSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Asked => _asked;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _asked.Add(key);
        return values.TryGetValue(key, out value);
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        if (parentPath is not null)
            _asked.Add(parentPath);
        var prefix = parentPath is null ? "" : parentPath + ":";
        return values.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(key => key[prefix.Length..].Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase).Concat(earlierKeys);
    }
}
