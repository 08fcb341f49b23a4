using System.Buffers;

namespace TokenGateway.Dialects.GoodData;

/// <summary>Base64 as values are written in it.</summary>
internal static class GoodDataBase64
{
    /// <summary>In the order of the numbers they stand for (RFC 4648, 4).</summary>
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly int[] Numbers = CreateNumbers();

    public static SearchValues<char> Alphabet { get; } = SearchValues.Create(Characters);

    /// <summary>With the white space that the framework's reader passes over.</summary>
    public static SearchValues<char> AlphabetAndSpace { get; } = SearchValues.Create(Characters + " \t\r\n");

    /// <summary>The three bytes of a group of four ASCII characters as one number; negative: one is not of the alphabet.</summary>
    public static int Read(ReadOnlySpan<char> group)
    {
        var numbers = Numbers;
        return (numbers[group[0] & 127] << 18) | (numbers[group[1] & 127] << 12) | (numbers[group[2] & 127] << 6) | numbers[group[3] & 127];
    }

    /// <summary>Without padding a value ends where no further base64 follows, but in a path a segment may.</summary>
    public static bool MayEndAt(ReadOnlySpan<char> text, int end) =>
        text.Length == end || text[end] == '/' || !Alphabet.Contains(text[end]);

    public static bool IsCanonical(ReadOnlySpan<char> group, ReadOnlySpan<byte> bytes)
    {
        Span<char> again = stackalloc char[4];
        return Convert.TryToBase64Chars(bytes, again, out _) && group.SequenceEqual(again);
    }

    private static int[] CreateNumbers()
    {
        var numbers = new int[128];
        Array.Fill(numbers, -1);
        for (var i = 0; i < Characters.Length; i++)
            numbers[Characters[i]] = i;
        return numbers;
    }
}
