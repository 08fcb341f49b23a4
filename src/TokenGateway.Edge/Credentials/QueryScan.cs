using System.Buffers;
using TokenGateway.Core.Protections;
using TokenGateway.Dialects;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Strips credentials from a raw query; every other byte is preserved. A pair is ours when its decoded name is a configured
/// one in any case, or one that common parsers fold into it (<see cref="QueryNameFold"/>), or when it contains a value of
/// our shape.
/// </summary>
/// <remarks>
/// Pairs are separated by <c>&amp;</c>. Old servers also split on <c>;</c>, so a part after a <c>;</c> that is ours is
/// stripped as well, and the others stay. A pair that is ours from its start is stripped whole, including every <c>;</c>:
/// for parsers that split on <c>&amp;</c> alone, these parts belong to the value.
/// </remarks>
internal static class QueryScan
{
    private const int StackLimit = 256;

    /// <summary>Below this length, a loop is cheaper than a vectorized search.</summary>
    private const int Near = 8;

    private static readonly SearchValues<char> Separators = SearchValues.Create("&;");

    /// <summary>Strips <paramref name="query"/>, with or without its <c>?</c>.</summary>
    /// <returns>Whether anything was ours. If not, nothing was allocated.</returns>
    public static bool TryStrip(string query, CredentialPlaces places, ITokenShape shape, out QueryStrip result)
    {
        var text = query.AsSpan(query.StartsWith('?') ? 1 : 0);
        var found = new QueryFindings();
        Span<char> scratch = stackalloc char[StackLimit];
        var shortest = Math.Min(places.ShortestQueryName, shape.ShortestLength);
        for (var start = 0; start <= text.Length;)
        {
            var end = EndOf(text, start);
            if (end - start < shortest)
                Pass(ref found, text, start, end);
            else
                Take(ref found, text, start, end, scratch, places, shape);
            start = end + 1;
        }

        result = found.ToResult(query);
        return found.Any;
    }

    private static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var near = Math.Min(start + Near, text.Length);
        for (var i = start; i < near; i++)
        {
            if (text[i] is '&' or ';')
                return i;
        }

        var length = text[near..].IndexOfAny(Separators);
        return length < 0 ? text.Length : near + length;
    }

    // Too short for a name or value of ours.
    private static void Pass(ref QueryFindings found, ReadOnlySpan<char> text, int start, int end)
    {
        if (start == 0 || text[start - 1] != ';')
            found.PairIsOurs = false;
        if (found.PairIsOurs)
            found.Drop(text, start);
        else
            found.Keep(text, start, end);
        found.Continue(ours: false, end);
    }

    private static void Take(
        ref QueryFindings found, ReadOnlySpan<char> text, int start, int end, scoped Span<char> scratch, CredentialPlaces places, ITokenShape shape)
    {
        var piece = text[start..end];
        var inside = start > 0 && text[start - 1] == ';';
        var name = NameOf(piece);
        var place = FindPlace(name, scratch, places);
        var ours = place is not null || IsAlias(name, scratch, places) || (HoldsToken(piece, scratch, shape) && Protection.TokensInQuery.IsEnabled());
        if (!inside)
            found.PairIsOurs = ours;

        if (ours || found.PairIsOurs)
            found.Drop(text, start);
        else
            found.Keep(text, start, end);

        if (place is not null)
        {
            var value = start + Math.Min(name.Length + 1, piece.Length);

            // For parsers that split on "&" alone, the value continues after the ";".
            found.AddNamed(place, name, value, end, isEmpty: value == end && (end == text.Length || text[end] == '&'));
        }
        else
        {
            found.Continue(ours, end);
        }
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> piece)
    {
        var equals = piece.IndexOf('=');
        return equals < 0 ? piece : piece[..equals];
    }

    private static string? FindPlace(ReadOnlySpan<char> name, scoped Span<char> scratch, CredentialPlaces places)
    {
        // Decoding and trimming never lengthen a name.
        if (name.Length < places.ShortestQueryName)
            return null;
        if (!DecodedViews.CanChange(name, plusIsSpace: true) || !Protection.EncodedQueryNames.IsEnabled())
            return places.FindQueryName(Trim(name));

        foreach (var view in new DecodedViews(name, scratch, plusIsSpace: true))
        {
            if (places.FindQueryName(Trim(view)) is { } place)
                return place;
        }

        return null;
    }

    /// <summary>A spelling that does not authenticate here, but that an upstream may read as the credential: only stripped.</summary>
    private static bool IsAlias(ReadOnlySpan<char> name, scoped Span<char> scratch, CredentialPlaces places)
    {
        if (name.Length < places.ShortestQueryName || !Protection.FoldedQueryNames.IsEnabled())
            return false;
        if (!DecodedViews.CanChange(name, plusIsSpace: true))
            return MayBeName(name, places);
        foreach (var view in new DecodedViews(NestedEscapes.Flatten(name), scratch, plusIsSpace: true))
        {
            if (HoldsAlias(view, places))
                return true;
        }

        return false;
    }

    // A parser that decodes a query before splitting it sees several pairs in one name.
    private static bool HoldsAlias(ReadOnlySpan<char> names, CredentialPlaces places)
    {
        foreach (var part in names.SplitAny(Separators))
        {
            if (MayBeName(NameOf(names[part]), places))
                return true;
        }

        return false;
    }

    private static bool MayBeName(ReadOnlySpan<char> name, CredentialPlaces places) => places.MayBeQueryName(Trim(UpToEnd(name)));

    // Servers written in C end a name at NUL. Some drop a leading byte order mark, or any other character that is not a
    // letter.
    private static ReadOnlySpan<char> UpToEnd(ReadOnlySpan<char> name)
    {
        name = name.TrimStart("\0\u00ef\u00bb\u00bf\ufeff");
        return name.IndexOf('\0') is var end and >= 0 ? name[..end] : name;
    }

    /// <summary>Searches the whole part: a token may precede the <c>=</c>, or come without one.</summary>
    private static bool HoldsToken(ReadOnlySpan<char> piece, scoped Span<char> scratch, ITokenShape shape)
    {
        if (piece.Length < shape.ShortestLength)
            return false;
        if (!piece.Contains('%'))
            return shape.IsIn(piece);

        foreach (var view in new DecodedViews(piece, scratch))
        {
            if (shape.IsIn(view))
                return true;
        }

        return false;
    }

    /// <summary>Servers drop white space around a name, some also control characters and a doubled <c>?</c>.</summary>
    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty && IsNoise(name[0]))
            name = name[1..];
        while (!name.IsEmpty && IsNoise(name[^1]))
            name = name[..^1];
        return name;
    }

    private static bool IsNoise(char c) => c == '?' || char.IsWhiteSpace(c) || char.IsControl(c);
}
