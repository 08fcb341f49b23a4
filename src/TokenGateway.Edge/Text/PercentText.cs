using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace TokenGateway.Edge.Text;

/// <summary>
/// Percent-decoding for comparisons. A decoded byte becomes the character with the same number (Latin-1): all search terms
/// are ASCII, and no other byte can be mistaken for it.
/// </summary>
internal static class PercentText
{
    /// <summary>The number of decoding rounds of a search: one more than any known upstream does.</summary>
    public const int MaxRounds = 3;

    /// <summary>After this many characters without an escape, the next ones are copied in bulk.</summary>
    private const int LongPlain = 16;

    private static ReadOnlySpan<sbyte> HexDigits =>
    [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1, -1, -1, -1, -1,
        -1, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    ];

    /// <summary>Reads <c>%XX</c> at the start of <paramref name="text"/>.</summary>
    public static bool TryReadByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text is not ['%', var high, var low, ..] || ((HexDigit(high) << 4) | HexDigit(low)) is var number && number < 0)
            return false;

        value = (byte)number;
        return true;
    }

    /// <summary>Reads a UTF-8 character from the escapes at the start of <paramref name="text"/>, of which there is at least one.</summary>
    /// <param name="rune">U+FFFD: invalid.</param>
    /// <param name="bytes">The number of escapes that it takes; for an invalid sequence, those that are invalid together.</param>
    public static bool TryReadRune(ReadOnlySpan<char> text, out Rune rune, out int bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var count = 0;
        while (count < utf8.Length && TryReadByte(text[Math.Min(count * 3, text.Length)..], out utf8[count]))
            count++;
        return Rune.DecodeFromUtf8(utf8[..count], out rune, out bytes) == OperationStatus.Done;
    }

    /// <summary>
    /// Decodes once; the length written is at most that of <paramref name="source"/>. Both spans may begin at the same
    /// address. An invalid sequence is unchanged; <c>%uXXXX</c> is decoded too, as old IIS and ASP.NET do. With
    /// <paramref name="plusIsSpace"/>, <c>+</c> means a space, as in form names and values.
    /// </summary>
    public static int Decode(ReadOnlySpan<char> source, Span<char> destination, bool plusIsSpace = false)
    {
        var (read, written, plain) = (0, 0, LongPlain);
        while (read < source.Length)
        {
            if (plain == LongPlain)
            {
                var length = CopyPlain(source[read..], destination[written..], plusIsSpace);
                (read, written, plain) = (read + length, written + length, 0);
                continue;
            }

            var c = source[read++];
            plain++;
            if (c == '%')
            {
                plain = 0;

                // Written here and not below: a length that depends on what was read would make each step wait for it.
                if (ReadEscape(source, read - 1, out var length) is var escaped and >= 0)
                {
                    destination[written++] = (char)escaped;
                    read += length - 1;
                    continue;
                }
            }

            destination[written++] = plusIsSpace && c == '+' ? ' ' : c;
        }

        return written;
    }

    // Copies in bulk up to the next escape; where escapes are dense, that costs more than it saves.
    private static int CopyPlain(ReadOnlySpan<char> source, Span<char> destination, bool plusIsSpace)
    {
        var length = source.IndexOf('%') is var escape and >= 0 ? escape : source.Length;
        source[..length].CopyTo(destination);
        if (plusIsSpace)
            destination[..length].Replace('+', ' ');
        return length;
    }

    // Negative: there is none. Clients choose how many there are, valid or not, so this is inlined and slices nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadEscape(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 3;
        if (at + 2 >= text.Length)
            return -1;
        if (HexDigit(text[at + 1]) is var high and >= 0)
            return (high << 4) | HexDigit(text[at + 2]);
        length = 6;
        return (text[at + 1] | 0x20) == 'u' && TryReadWide(text[at..], out var wide) ? wide : -1;
    }

    private static bool TryReadWide(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text is not ['%', 'u' or 'U', _, _, _, _, ..])
            return false;

        foreach (var c in text[2..6])
        {
            var digit = HexDigit(c);
            if (digit < 0)
                return false;
            value = (value << 4) | digit;
        }

        return true;
    }

    /// <summary>Negative: it is none.</summary>
    private static int HexDigit(char c) => c < HexDigits.Length ? HexDigits[c] : -1;
}
