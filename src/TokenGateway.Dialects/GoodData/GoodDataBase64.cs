using System.Buffers;
using System.Runtime.CompilerServices;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The base64 of values.</summary>
internal static class GoodDataBase64
{
    /// <summary>In the order of their numeric values (RFC 4648, 4).</summary>
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // Literals: the compiler then knows the length and removes bounds checks.
    private static ReadOnlySpan<sbyte> Numbers =>
    [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1,
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
        -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1,
    ];

    public static SearchValues<char> Alphabet { get; } = SearchValues.Create(Characters);

    /// <summary>Includes the white space that the framework's decoder skips.</summary>
    public static SearchValues<char> AlphabetAndSpace { get; } = SearchValues.Create(Characters + " \t\r\n");

    /// <summary>The three bytes of a group of four ASCII characters as one number; negative: one is not in the alphabet.</summary>
    public static int Read(ReadOnlySpan<char> group) => Number(group[0], group[1], group[2], group[3]);

    /// <summary>The same for four characters in one number, in memory order. Inlined: it is most of a search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ulong group) => BitConverter.IsLittleEndian
        ? Number((int)group, (int)(group >> 16), (int)(group >> 32), (int)(group >> 48))
        : Number((int)(group >> 48), (int)(group >> 32), (int)(group >> 16), (int)group);

    /// <summary>Without padding, a value ends where no base64 character follows; in a path, it may also end before a slash.</summary>
    public static bool MayEndAt(ReadOnlySpan<char> text, int end) =>
        text.Length == end || text[end] == '/' || !Alphabet.Contains(text[end]);

    public static bool IsCanonical(ReadOnlySpan<char> group, ReadOnlySpan<byte> bytes)
    {
        Span<char> again = stackalloc char[4];
        return Convert.TryToBase64Chars(bytes, again, out _) && group.SequenceEqual(again);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(int first, int second, int third, int fourth) =>
        (Of(first) << 18) | (Of(second) << 12) | (Of(third) << 6) | Of(fourth);

    private static int Of(int character) => Numbers[character & 127];
}
