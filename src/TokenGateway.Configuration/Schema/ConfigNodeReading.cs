using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Reads checked values. Nothing here fails: a value that the shape refused is an error already, and what is read in its
/// place is never used.
/// </summary>
internal static class ConfigNodeReading
{
    /// <summary>The text, <paramref name="absent"/> when the key is not there, null when null was written.</summary>
    public static string? Text(this ConfigNode? node, string key, string? absent = null) =>
        node?[key] is { } child ? child.Value : absent;

    public static bool Boolean(this ConfigNode? node, string key, bool absent = false) =>
        node?[key] is { } child ? bool.TryParse(child.Value, out var value) && value : absent;

    /// <summary>The number, <paramref name="absent"/> when the key is not there, null when null was written.</summary>
    public static int? Integer(this ConfigNode? node, string key, int? absent = null)
    {
        if (node?[key] is not { } child)
            return absent;
        return IntegerShape.TryParse(child.Value, out var value) ? value : null;
    }

    /// <summary>The duration, <paramref name="absent"/> when the key is not there, null when null was written.</summary>
    public static TimeSpan? Duration(this ConfigNode? node, string key, TimeSpan? absent = null)
    {
        if (node?[key] is not { } child)
            return absent;
        return Durations.TryParse(child.Value, out var value) ? value : null;
    }

    public static DateTimeOffset? Instant(this ConfigNode? node, string key) =>
        Instants.TryParse(node?[key]?.Value, out var value) ? value : null;

    /// <summary>The word in the spelling of the enumeration, or its first member when the key is not there.</summary>
    public static T Word<T>(this ConfigNode? node, string key)
        where T : struct, Enum =>
        Enum.TryParse<T>(node?[key]?.Value, ignoreCase: true, out var value) ? value : default;

    /// <summary>The texts of a list, or null when the key is not there.</summary>
    public static IReadOnlyList<string>? Texts(this ConfigNode? node, string key) =>
        node?[key] is { } list ? [.. list.Children.Select(child => child.Value ?? string.Empty)] : null;

    /// <summary>The texts of a map, or null when the key is not there.</summary>
    public static IReadOnlyDictionary<string, string>? TextMap(this ConfigNode? node, string key) =>
        node?[key] is { } map ? map.Children.ToDictionary(child => child.Key, child => child.Value ?? string.Empty, StringComparer.OrdinalIgnoreCase) : null;

    public static IReadOnlyList<T> List<T>(this ConfigNode? node, string key, Func<ConfigNode, T> read) =>
        node?[key] is { } list ? [.. list.Children.Select(read)] : [];

    /// <summary>
    /// The objects of a map by their names. Names compare exactly: roles and permissions are case-sensitive, and two
    /// names that differ only in case are a duplicate key already.
    /// </summary>
    public static IReadOnlyDictionary<string, T> Map<T>(this ConfigNode? node, string key, Func<ConfigNode, T> read) =>
        node?[key] is { } map ? map.Children.ToDictionary(child => child.Key, read, StringComparer.Ordinal) : new Dictionary<string, T>(StringComparer.Ordinal);
}
