using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>Converts the values of keys to their types.</summary>
internal static class KeyValues
{
    /// <summary>Null or an unreadable value becomes the type's default; for a list, an empty one unless it may be null.</summary>
    public static T Read<T>(ConfigNode? node) => Parse(typeof(T), node) is T value ? value : default!;

    private static object? Parse(Type type, ConfigNode? node)
    {
        if (type == typeof(ConfigNode))
            return node;
        var text = node?.Value;
        if (type == typeof(string))
            return text;
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) && flag;
        if (type == typeof(int) || type == typeof(int?))
            return IntegerShape.TryParse(text, out var number) ? number : null;
        if (type == typeof(long?))
            return SizeShape.TryParse(text, out var size) ? size : null;
        if (type == typeof(TimeSpan) || type == typeof(TimeSpan?))
            return DurationText.TryParse(text, out var duration) ? duration : null;
        if (type == typeof(DateTimeOffset?))
            return InstantText.TryParse(text, out var instant) ? instant : null;
        if (type == typeof(IReadOnlyList<string>))
            return node?.Children.Select(child => child.Value ?? string.Empty).ToList();
        if (type == typeof(IReadOnlyDictionary<string, string>))
            return node?.Children.ToDictionary(child => child.Key, child => child.Value ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        return type.IsEnum && Enum.TryParse(type, text, ignoreCase: true, out var word) ? word : null;
    }
}
