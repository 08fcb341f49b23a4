using System.Numerics;

namespace TokenGateway.Edge.Text;

/// <summary>
/// ASCII characters in more bytes than they need, which UTF-8 forbids and decoders that do not check read all the same
/// (CVE-2000-0884). Some of these do not even look whether the bytes behind the first continue it.
/// </summary>
internal static class Overlong
{
    private const int Longest = 6;

    /// <summary>Whether no route may have what such a decoder reads here: a whole form, or a character that means something.</summary>
    public static bool IsRefused(ReadOnlySpan<char> text) =>
        TryRead(text, out var character, out _, out var isWhole) && (isWhole || character is < ' ' or '.' or '/' or '\\' or '%' or '\x7f');

    /// <param name="text">Percent-encoded, beginning with an escape of a byte above 7F.</param>
    /// <param name="character">ASCII.</param>
    /// <param name="length">How much of <paramref name="text"/> it is.</param>
    /// <param name="isWhole">All its bytes are such as continue one.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out char character, out int length, out bool isWhole)
    {
        (character, length, isWhole) = ('\0', 3, true);
        _ = PercentText.TryReadByte(text, out var first);
        var count = BitOperations.LeadingZeroCount((uint)(byte)~first) - 24;
        if (count is < 2 or > Longest)
            return false;

        var value = first & (0x7f >> count);
        for (var i = 1; i < count; i++)
        {
            if (!TryReadByte(text, ref length, out var next))
                return false;
            value = (value << 6) | (next & 0x3f);
            isWhole &= (next & 0xc0) == 0x80;
        }

        character = (char)(value & 0x7f);
        return value < 0x80;
    }

    private static bool TryReadByte(ReadOnlySpan<char> text, ref int at, out byte value)
    {
        value = 0;
        if (at >= text.Length || text[at] > 0x7f)
            return false;
        if (PercentText.TryReadByte(text[at..], out value))
            at += 3;
        else
            value = (byte)text[at++];
        return true;
    }
}
