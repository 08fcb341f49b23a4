using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// A configuration key and its children. Unlike .NET's flat view, it distinguishes <c>{}</c>, <c>[]</c>, <c>null</c> and
/// <c>""</c> if the JSON text is known.
/// </summary>
internal sealed record ConfigNode
{
    public static readonly ConfigNode Empty = new() { Key = string.Empty };

    public required string Key { get; init; }

    /// <summary>The whole path; set after the layers are merged.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Whether a provider sets the key itself, even to null.</summary>
    public bool HasValue { get; init; }

    public string? Value { get; init; }

    /// <summary>The kind in the JSON text; <see cref="JsonValueKind.Undefined"/> for other sources.</summary>
    public JsonValueKind Kind { get; init; }

    public ConfigOrigin? Origin { get; init; }

    /// <summary>Its index among its siblings in written order, from 0; set with the path.</summary>
    public int Place { get; init; }

    public IReadOnlyList<ConfigNode> Children { get; init; } = [];

    public bool IsLeaf => Children.Count == 0;

    /// <summary>A JSON null, or a null of a provider without text.</summary>
    public bool IsNull => HasValue && Value is null && IsLeaf && Kind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>A list by its text, or by its keys.</summary>
    public bool IsList => Kind == JsonValueKind.Array
        || (Kind == JsonValueKind.Undefined && !IsLeaf && Children.All(child => ConfigPath.IsIndex(child.Key)) && this["0"] is not null);

    public ConfigNode? this[string key] => Children.FirstOrDefault(child => ConfigPath.Same(child.Key, key));

    /// <summary>Creates a node from JSON that is not in a file: a default, or a dialect's defaults.</summary>
    public static ConfigNode Of(string key, JsonElement json, ConfigOrigin? origin, string parent = "", int place = 0) => new()
    {
        Key = key,
        Path = ConfigPath.Join(parent, key),
        Place = place,
        HasValue = json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
        Value = json.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? null : json.ToString(),
        Kind = json.ValueKind,
        Origin = origin,
        Children = json.ValueKind switch
        {
            JsonValueKind.Object => [.. json.EnumerateObject().Select((one, i) => Of(one.Name, one.Value, origin, ConfigPath.Join(parent, key), i))],
            JsonValueKind.Array => [.. json.EnumerateArray().Select((one, i) => Of(i.ToString(CultureInfo.InvariantCulture), one, origin, ConfigPath.Join(parent, key), i))],
            _ => [],
        },
    };

    /// <summary>A list of texts that is not in a file.</summary>
    public static ConfigNode Of(string key, IEnumerable<string> texts, ConfigOrigin? origin) => new()
    {
        Key = key,
        Path = key,
        Kind = JsonValueKind.Array,
        Origin = origin,
        Children = [.. texts.Select((text, i) => new ConfigNode
        {
            Key = i.ToString(CultureInfo.InvariantCulture),
            Path = ConfigPath.Join(key, i.ToString(CultureInfo.InvariantCulture)),
            Place = i,
            HasValue = true,
            Value = text,
            Kind = JsonValueKind.String,
            Origin = origin,
        })],
    };

    public IEnumerable<ConfigNode> Descendants() => Children.SelectMany(child => child.Descendants().Prepend(child));

    /// <summary>The same tree without the nodes at <paramref name="paths"/>, and without objects that become empty.</summary>
    public ConfigNode Without(IReadOnlySet<string> paths, string at = "") => this with
    {
        Children = [.. Children.Where(child => !paths.Contains(ConfigPath.Join(at, child.Key)))
            .Select(child => (Before: child, After: child.Without(paths, ConfigPath.Join(at, child.Key))))
            .Where(child => IsList || child.Before.IsLeaf || !child.After.IsLeaf)
            .Select(child => child.After)],
    };

    /// <summary>The same tree in the order of .NET configuration (numbers by value), with the path of each node.</summary>
    public ConfigNode WithPaths(string parent = "") => this with
    {
        Path = ConfigPath.Join(parent, Key),
        Children = [.. Children
            .Select((child, place) => child with { Place = place })
            .OrderBy(child => child.Key, ConfigurationKeyComparer.Instance)
            .Select(child => child.WithPaths(ConfigPath.Join(parent, Key)))],
    };
}
