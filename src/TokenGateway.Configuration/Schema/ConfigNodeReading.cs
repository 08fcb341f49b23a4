using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Reads checked values that no <see cref="Key{T}"/> declares, and lists and maps of sections. Never fails: a value that
/// the shape refused is already an error, and the value read instead of it is never used.
/// </summary>
internal static class ConfigNodeReading
{
    /// <summary>The text; null if the key is absent.</summary>
    public static string? Text(this ConfigNode? node, string key) => node?[key]?.Value;

    /// <summary>Whether the value is true; false if the key is absent.</summary>
    public static bool Boolean(this ConfigNode? node, string key) => bool.TryParse(node?[key]?.Value, out var value) && value;

    /// <summary>The number; null if the key is absent.</summary>
    public static int? Integer(this ConfigNode? node, string key) =>
        IntegerShape.TryParse(node?[key]?.Value, out var value) ? value : null;

    /// <summary>The texts of a list, or null if the key is absent.</summary>
    public static IReadOnlyList<string>? Texts(this ConfigNode? node, string key) =>
        node?[key] is { } list ? [.. list.Children.Select(child => child.Value ?? string.Empty)] : null;

    public static IReadOnlyList<T> List<T>(this ConfigNode? node, string key, Func<ConfigNode, T> read) =>
        node?[key] is { } list ? [.. list.Children.Select(read)] : [];

    /// <summary>
    /// The objects of a map by name. Names compare exactly: roles and permissions are case-sensitive, and two names that
    /// differ only in case are already a duplicate key.
    /// </summary>
    public static IReadOnlyDictionary<string, T> Map<T>(this ConfigNode? node, string key, Func<ConfigNode, T> read) =>
        node?[key] is { } map ? map.Children.ToDictionary(child => child.Key, read, StringComparer.Ordinal) : new Dictionary<string, T>(StringComparer.Ordinal);
}
