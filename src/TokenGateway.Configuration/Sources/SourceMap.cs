using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>Where each configuration path was written. Paths compare ignoring case.</summary>
internal sealed class SourceMap : IOrigins
{
    private readonly Dictionary<string, ConfigOrigin?> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<JsonTextMap> _texts;

    private SourceMap(IReadOnlyList<JsonTextMap> texts) => _texts = texts;

    /// <summary>Keys that no JSON file may have: written twice in one object, or holding a <c>:</c>.</summary>
    public IReadOnlyList<ConfigError> KeyErrors => [.. _texts.SelectMany(text => text.Errors)];

    internal static SourceMap Create(ConfigNode tree, IReadOnlyList<JsonTextMap> texts)
    {
        var map = new SourceMap(texts);
        foreach (var node in tree.Descendants())
            map._origins[node.Path] = node.Origin;
        return map;
    }

    /// <summary>The line, from 1, of the key whose value is in force; null when that did not come from a JSON file.</summary>
    public int? LineOf(string path) =>
        _origins.TryGetValue(path, out var origin) && origin is { Line: > 0 } known ? known.Line : null;

    /// <summary>
    /// <c>gateway.json line 14</c>, <c>environment</c>, or null when unknown. A path that is not there is where its
    /// nearest ancestor is: that is where the missing key belongs.
    /// </summary>
    public string? OriginOf(string path)
    {
        for (var at = path; at is not null; at = ConfigPath.ParentOf(at))
        {
            if (_origins.TryGetValue(at, out var origin))
                return origin?.ToString();
        }

        return null;
    }

    /// <summary>The keys at the top level of one file, by the name that errors use for it, as they are spelled there.</summary>
    public IReadOnlyList<string> TopLevelKeys(string fileName) =>
        [.. _texts.Where(text => ConfigPath.Same(text.FileName, fileName)).SelectMany(text => text.TopLevelKeys)];
}
