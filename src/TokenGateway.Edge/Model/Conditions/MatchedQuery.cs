using System.Buffers;
using System.Collections.Frozen;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Model.Conditions;

/// <summary>
/// Finds query parameters that routes match on (<paramref name="names"/>, by their folded form) where parsers disagree:
/// another spelling, a duplicate, one after a <c>;</c> or with a <c>;</c> in its value, which old servers read as a
/// separator.
/// </summary>
internal readonly ref struct MatchedQuery(FrozenDictionary<string, string> names)
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> Separators = SearchValues.Create("&;");
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="query">Without its <c>?</c>.</param>
    /// <returns>The folded name of the first ambiguous one; null: none.</returns>
    public string? AmbiguousIn(ReadOnlySpan<char> query)
    {
        var seen = default(List<string>);
        for (var start = 0; start <= query.Length;)
        {
            var length = query[start..].IndexOfAny(Separators);
            var end = length < 0 ? query.Length : start + length;
            var besideSemicolon = (start > 0 && query[start - 1] == ';') || (end < query.Length && query[end] == ';');
            if (Find(query[start..end], out var exact) is { } name)
            {
                if (!exact || besideSemicolon || seen?.Contains(name) == true)
                    return name;
                (seen ??= []).Add(name);
            }

            start = end + 1;
        }

        return null;
    }

    private string? Find(ReadOnlySpan<char> pair, out bool exact)
    {
        var equals = pair.IndexOf('=');
        var name = equals < 0 ? pair : pair[..equals];
        exact = false;
        Span<char> folded = stackalloc char[StackLimit];
        foreach (var view in new DecodedViews(NestedEscapes.Flatten(name), stackalloc char[StackLimit], plusIsSpace: true))
        {
            if (FindIn(view, folded) is not { } configured)
                continue;

            // As routing decodes it: once, without "%uXXXX".
            exact = Uri.UnescapeDataString(name.ToString().Replace('+', ' ')).Equals(configured, StringComparison.Ordinal);
            return ConditionNameFold.Of(configured);
        }

        return null;
    }

    // Some parsers drop a NUL, some stop there; one that decodes a query before splitting it sees several pairs in one
    // name.
    private string? FindIn(ReadOnlySpan<char> names, Span<char> folded)
    {
        foreach (var part in names.SplitAny(Separators))
        {
            var name = names[part];
            if (name.IndexOf('=') is var equals and >= 0)
                name = name[..equals];
            var length = ConditionNameFold.Fold(name, folded);
            if ((length > 0 && _names.TryGetValue(folded[..length], out var configured)) || TryFindWithNul(name, folded, out configured))
                return configured;
        }

        return null;
    }

    private bool TryFindWithNul(ReadOnlySpan<char> name, Span<char> folded, out string? configured)
    {
        configured = null;
        if (!name.Contains('\0') || name.Length > folded.Length)
            return false;
        Span<char> without = stackalloc char[StackLimit];
        name.Replace(without, '\0', ' ');
        var length = ConditionNameFold.Fold(without[..name.Length], folded);
        return length > 0 && _names.TryGetValue(folded[..length], out configured);
    }
}
