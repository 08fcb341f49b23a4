namespace TokenGateway.Edge.Intake;

/// <summary>
/// Percent-decoding for comparisons. A decoded byte becomes the character of the same number (Latin-1): everything we
/// look for is ASCII, and what is not can then never be mistaken for it.
/// </summary>
internal static class PercentText
{
    /// <summary>How often text is decoded before it is believed to hold nothing: one more than any known upstream does.</summary>
    public const int MaxRounds = 3;

    /// <summary>Reads <c>%XX</c> at the start of <paramref name="text"/>.</summary>
    public static bool TryReadByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text is not ['%', var high, var low, ..] || !char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
            return false;

        value = (byte)((Digit(high) << 4) | Digit(low));
        return true;
    }

    /// <summary>
    /// Decodes once; the length written is at most that of <paramref name="source"/>. The two may begin at the same
    /// place. What is no valid sequence stays as it is; <c>%uXXXX</c> is decoded too, as old IIS and ASP.NET do.
    /// With <paramref name="plusIsSpace"/> <c>+</c> stands for a space, as in the names and values of forms.
    /// </summary>
    public static int Decode(ReadOnlySpan<char> source, Span<char> destination, bool plusIsSpace = false)
    {
        var written = 0;
        for (var read = 0; read < source.Length; written++)
        {
            var taken = ReadOne(source[read..], out var character);
            destination[written] = plusIsSpace && taken == 1 && character == '+' ? ' ' : character;
            read += taken;
        }

        return written;
    }

    private static int ReadOne(ReadOnlySpan<char> text, out char character)
    {
        character = text[0];
        if (character != '%')
            return 1;

        if (TryReadByte(text, out var value))
        {
            character = (char)value;
            return 3;
        }

        return TryReadWide(text, out var wide) ? Wide(wide, out character) : 1;
    }

    private static int Wide(int wide, out char character)
    {
        character = (char)wide;
        return 6;
    }

    private static bool TryReadWide(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text is not ['%', 'u' or 'U', _, _, _, _, ..])
            return false;

        foreach (var c in text[2..6])
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
            value = (value << 4) | Digit(c);
        }

        return true;
    }

    private static int Digit(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
