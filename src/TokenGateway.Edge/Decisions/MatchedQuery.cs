using System.Buffers;
using System.Collections.Frozen;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Finds query parameters that choose a route (<paramref name="names"/>, by their folded form) where readers disagree:
/// another spelling, a second one, one behind a <c>;</c> or with a <c>;</c> in its value, which old servers read as a
/// separator.
/// </summary>
internal readonly ref struct MatchedQuery(FrozenDictionary<string, string> names)
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> Separators = SearchValues.Create("&;");
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="query">Without its <c>?</c>.</param>
    /// <returns>The folded name of the first that is ambiguous; null: none is.</returns>
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
        var round = 0;
        foreach (var view in new DecodedViews(name, stackalloc char[StackLimit], plusIsSpace: true))
        {
            var length = QueryNameFold.Fold(view, folded);
            if (length > 0 && _names.TryGetValue(folded[..length], out var configured))
            {
                // Routing decodes once.
                exact = round <= 1 && view.Equals(configured, StringComparison.Ordinal);
                return QueryNameFold.Of(configured);
            }

            round++;
        }

        return null;
    }
}
