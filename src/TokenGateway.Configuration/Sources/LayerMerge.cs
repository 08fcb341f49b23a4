using System.Text.Json;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>Overrides the values of earlier providers with those of a later one.</summary>
internal static class LayerMerge
{
    public static ConfigNode Over(ConfigNode earlier, ConfigNode later) => Over(earlier, later, listsAreWhole: false);

    private static ConfigNode Over(ConfigNode earlier, ConfigNode later, bool listsAreWhole)
    {
        if (listsAreWhole && earlier.IsList && ReplacesList(later))
            return later with { Key = earlier.Key };
        var overridden = later.HasValue || (!later.IsLeaf && string.IsNullOrEmpty(earlier.Value));
        return earlier with
        {
            HasValue = overridden ? later.HasValue : earlier.HasValue,
            Value = overridden ? later.Value : earlier.Value,
            Kind = later.HasValue || later.Kind != JsonValueKind.Undefined ? later.Kind : KindUnder(earlier, later),
            Origin = later.HasValue || later.Origin is { Line: > 0 } ? later.Origin : earlier.Origin ?? later.Origin,
            Children = Union(earlier, later, listsAreWhole),
        };
    }

    // A null or [] in the file becomes neither when the environment sets keys below it.
    private static JsonValueKind KindUnder(ConfigNode earlier, ConfigNode later) =>
        !later.IsLeaf && earlier.IsLeaf ? JsonValueKind.Undefined : earlier.Kind;

    private static bool ReplacesList(ConfigNode later) =>
        later.Kind is not (JsonValueKind.Undefined or JsonValueKind.Object)
        || later.Children.Any(child => ConfigPath.IsIndex(child.Key));

    private static ConfigNode[] Union(ConfigNode earlier, ConfigNode later, bool listsAreWhole)
    {
        var children = new OrderedDictionary<string, ConfigNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in earlier.Children)
            children[child.Key] = child;
        foreach (var child in later.Children)
        {
            children[child.Key] = children.TryGetValue(child.Key, out var under)
                ? Over(under, child, listsAreWhole || ConfigPath.IsStrict(under.Key))
                : child;
        }

        return [.. children.Values];
    }
}
