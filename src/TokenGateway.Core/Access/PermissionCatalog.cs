using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>
/// All permissions that the roles and rules of one configuration generation name, each with its index. An unlisted name
/// grants nothing.
/// </summary>
public sealed class PermissionCatalog
{
    private readonly FrozenDictionary<string, int> _index;

    public PermissionCatalog(IEnumerable<PermissionName> names)
    {
        Names = [.. names.Select(name => name.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _index = Names.Select((name, i) => (name, i)).ToFrozenDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
    }

    /// <summary>The names by index, in ordinal order.</summary>
    public ImmutableArray<string> Names { get; }

    public bool Knows(PermissionName name) => _index.ContainsKey(name.Value);

    public BitSet SetOf(IEnumerable<PermissionName> names) =>
        BitSet.Of(names.Select(name => _index.GetValueOrDefault(name.Value, -1)).Where(index => index >= 0));

    internal BitSet Matching(ImmutableArray<PermissionPattern> patterns) =>
        BitSet.Of(Enumerable.Range(0, Names.Length).Where(index => IsGranted(patterns, Names[index])));

    public IEnumerable<string> NamesOf(BitSet set) => set.Members().Select(index => Names[index]);

    private static bool IsGranted(ImmutableArray<PermissionPattern> patterns, string name) =>
        patterns.Any(pattern => !pattern.TakesAway && pattern.Matches(name))
        && !patterns.Any(pattern => pattern.TakesAway && pattern.Matches(name));
}
