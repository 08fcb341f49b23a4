using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>The source of each configuration path. Paths compare ignoring case.</summary>
internal sealed class SourceMap : IOrigins
{
    private readonly Dictionary<string, ConfigOrigin?> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<JsonTextMap> _texts;

    private SourceMap(IReadOnlyList<JsonTextMap> texts) => _texts = texts;

    /// <summary>Keys that a JSON file must not have: duplicates in one object, or with a <c>:</c>.</summary>
    public IReadOnlyList<ConfigError> KeyErrors => [.. _texts.SelectMany(text => text.Errors)];

    internal static SourceMap Create(ConfigNode tree, IReadOnlyList<JsonTextMap> texts)
    {
        var map = new SourceMap(texts);
        foreach (var node in tree.Descendants())
            map._origins[node.Path] = node.Origin;
        return map;
    }

    /// <summary>The line, from 1, of the key that sets the effective value; null if that did not come from a JSON file.</summary>
    public int? LineOf(string path) =>
        _origins.TryGetValue(path, out var origin) && origin is { Line: > 0 } known ? known.Line : null;

    /// <summary>
    /// <c>gateway.json line 14</c>, <c>environment</c>, or null if unknown. An absent path has the source of its nearest
    /// ancestor, where the missing key belongs.
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

    /// <summary>The top-level keys of one file, by its name in errors, in their original spelling.</summary>
    public IReadOnlyList<string> TopLevelKeys(string fileName) =>
        [.. _texts.Where(text => ConfigPath.Same(text.FileName, fileName)).SelectMany(text => text.TopLevelKeys)];
}
