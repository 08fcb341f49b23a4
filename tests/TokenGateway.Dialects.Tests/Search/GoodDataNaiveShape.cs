using System.Buffers;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.GoodData;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of GoodData by trying at every place where one could begin, whatever that costs.</summary>
internal sealed class GoodDataNaiveShape : ITokenShape
{
    /// <summary>Of the shortest value: one character for the user and one for the id.</summary>
    private const int ShortestLength = 48;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create(Base62.Alphabet + "+/");

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length >= ShortestLength && value.Length % 4 == 0 && MeasureAt(value) == value.Length ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    // A "/" may be part of a value or stand before one in a path, so a value is looked for behind each.
    public bool IsIn(ReadOnlySpan<char> text)
    {
        while (text.Length >= ShortestLength)
        {
            var start = text.IndexOfAny(Alphabet);
            if (start < 0)
                return false;
            text = text[start..];
            var length = text.IndexOfAnyExcept(Alphabet) is var end and >= 0 ? end : text.Length;
            for (var at = 0; at + ShortestLength - 2 <= length;)
            {
                if (MeasureAt(text[at..]) > 0)
                    return true;
                var slash = text[at..length].IndexOf('/');
                if (slash < 0)
                    break;
                at += slash + 1;
            }

            text = text[length..];
        }

        return false;
    }

    /// <summary>The length of the value that begins here; 0: none does. Gives up at the first byte that is in no value.</summary>
    private static int MeasureAt(ReadOnlySpan<char> text)
    {
        Span<byte> three = stackalloc byte[3];
        var (colons, sinceColon, isIdEmpty, inFirst) = (0, 0, false, 0);
        for (var at = 0; at + 4 <= Math.Min(text.Length, TokenDigest.MaxValueLength); at += 4)
        {
            var group = text.Slice(at, 4);
            var isLast = group[3] == '=';
            if (!Convert.TryFromBase64Chars(group, three, out var length))
                return 0;
            foreach (var one in three[..length])
            {
                // UTF-8 of names, without control characters.
                if (one is < 0x20 or 0x7f)
                    return 0;
                if (one == ':')
                {
                    isIdEmpty = colons > 0 && sinceColon == 0;
                    colons++;
                    sinceColon = 0;
                }
                else if (colons == 0)
                {
                    inFirst++;
                }
                else
                {
                    sinceColon++;
                }
            }

            var isWhole = colons >= 2 && !isIdEmpty && inFirst > 0 && sinceColon == GoodDataTokenFormat.SecretLength;
            if (isLast)
                return isWhole && IsCanonical(group, three[..length]) ? at + 4 : 0;

            // Without padding the end is where no further base64 follows, but in a path a segment may.
            if (isWhole && (text.Length == at + 4 || text[at + 4] == '/' || !Alphabet.Contains(text[at + 4])))
                return at + 4;
        }

        return 0;
    }

    private static bool IsCanonical(ReadOnlySpan<char> group, ReadOnlySpan<byte> bytes)
    {
        Span<char> again = stackalloc char[4];
        return Convert.TryToBase64Chars(bytes, again, out _) && group.SequenceEqual(again);
    }
}
