using System.Numerics;

namespace TokenGateway.Edge.Text;

/// <summary>
/// ASCII characters encoded in more bytes than necessary, which UTF-8 forbids but non-validating decoders accept
/// (CVE-2000-0884). Some do not even check that the following bytes are continuation bytes.
/// </summary>
internal static class Overlong
{
    private const int Longest = 6;

    /// <summary>Whether every route refuses what such a decoder reads here: a complete form, or a character with a special meaning.</summary>
    public static bool IsRefused(ReadOnlySpan<char> text) =>
        TryRead(text, out var character, out _, out var isWhole) && (isWhole || character is < ' ' or '.' or '/' or '\\' or '%' or '\x7f');

    /// <param name="text">Percent-encoded, beginning with an escape of a byte above 7F.</param>
    /// <param name="character">ASCII.</param>
    /// <param name="length">The number of characters of <paramref name="text"/> that it takes.</param>
    /// <param name="isWhole">Whether all following bytes are continuation bytes.</param>
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
