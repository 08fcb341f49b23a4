using System.Collections.Frozen;

namespace TokenGateway.Edge.Text;

/// <summary>
/// An immutable set of header names and name prefixes that matches every spelling (<see cref="HeaderNameFold"/>). Lookups
/// do not allocate.
/// </summary>
internal sealed class HeaderNameSet
{
    private const int StackLimit = 128;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly string[] _prefixes;

    /// <summary>One more than the longest member: a fold that fills this is longer than every name.</summary>
    private readonly int _capacity;

    /// <summary>By first folded character: bit n is set when a fold of length n (63: or more) can be a member.</summary>
    private readonly ulong[] _lengths = new ulong[128];

    private HeaderNameSet(FrozenSet<string> names, string[] prefixes)
    {
        _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = prefixes;
        _capacity = 1 + names.Concat(prefixes).Select(n => n.Length).DefaultIfEmpty().Max();
        foreach (var name in names)
            _lengths[name[0]] |= LengthBit(name.Length);
        foreach (var prefix in prefixes)
            _lengths[prefix[0]] |= ~(LengthBit(prefix.Length) - 1);
    }

    /// <summary>The empty set.</summary>
    public static HeaderNameSet Empty { get; } = Create([], []);

    /// <summary>
    /// Compiles a set. A prefix that ends in a separator (<c>X-Forwarded-</c>) matches whole words after it and the bare
    /// stem (<c>X-Forwarded</c>); one that does not (<c>X-Forwarded</c>) matches every name that begins with it.
    /// </summary>
    /// <exception cref="ArgumentException">A name or prefix without a letter or digit: its fold would be empty.</exception>
    public static HeaderNameSet Create(IEnumerable<string> names, IEnumerable<string> prefixes)
    {
        var stems = prefixes.ToArray();
        var folded = names.Concat(stems.Where(EndsInSeparator)).Select(Member);
        return new HeaderNameSet(
            folded.ToFrozenSet(StringComparer.Ordinal),
            [.. stems.Select(p => EndsInSeparator(p) ? Member(p) + '-' : Member(p)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The fold of <paramref name="name"/>; empty if it contains no letter or digit.</summary>
    public static string Fold(string name)
    {
        var folded = new char[name.Length];
        return new string(folded, 0, HeaderNameFold.Fold(name, folded));
    }

    /// <summary>Whether <paramref name="name"/>, of any length and in any spelling, is a member or begins with a prefix.</summary>
    public bool Contains(ReadOnlySpan<char> name)
    {
        // A fold is never longer than its name, so only members up to that length can match.
        var upTo = (LengthBit(name.Length) << 1) - 1;
        if ((_lengths[HeaderNameFold.First(name)] & upTo) == 0)
            return false;

        // A member exceeds the stack limit only if an operator configures such a header.
        Span<char> buffer = _capacity <= StackLimit ? stackalloc char[StackLimit] : new char[_capacity];
        buffer = buffer[.._capacity];
        return ContainsFolded(buffer[..HeaderNameFold.Fold(name, buffer)]);
    }

    private bool ContainsFolded(ReadOnlySpan<char> folded) =>
        !folded.IsEmpty
        && (_lengths[folded[0]] & LengthBit(folded.Length)) != 0
        && (_names.Contains(folded) || BeginsWithPrefix(folded));

    private bool BeginsWithPrefix(ReadOnlySpan<char> folded)
    {
        foreach (var prefix in _prefixes)
        {
            if (folded.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static ulong LengthBit(int length) => 1UL << Math.Min(length, 63);

    private static bool EndsInSeparator(string prefix) => prefix.Length > 0 && HeaderNameFold.IsSeparator(prefix[^1]);

    private static string Member(string name) => Fold(name) is { Length: > 0 } folded
        ? folded
        : throw new ArgumentException($"'{name}' holds no letter and no digit.", nameof(name));
}
