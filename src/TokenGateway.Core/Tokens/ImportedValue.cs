namespace TokenGateway.Core.Tokens;

/// <summary>The requirements on an external value: it can be presented, and cannot be guessed.</summary>
public static class ImportedValue
{
    /// <summary>Below this many bits guessing is feasible: 2^80 attempts.</summary>
    public const int MinBits = 80;

    private const int MinDistinct = 8;

    /// <summary>Whether a request can carry it: 1 to 1,024 visible ASCII characters without spaces.</summary>
    public static bool CanBePresented(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length is > 0 and <= TokenDigest.MaxValueLength && !value.AsSpan().ContainsAnyExceptInRange('!', '~');
    }

    /// <summary>
    /// Whether it is too short or too regular. The bits are an upper bound: the length times the bits per character of the
    /// classes that occur.
    /// </summary>
    public static bool CanBeGuessed(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length * Math.Log2(AlphabetOf(value)) < MinBits || value.Distinct().Count() < MinDistinct;
    }

    /// <summary>The hint of a value of which only the digest is known: the digest's first eight digits.</summary>
    public static string HintOf(in TokenDigest digest) => "sha256:" + digest.ToString()[..8];

    private static int AlphabetOf(string value)
    {
        if (value.All(char.IsAsciiDigit))
            return 10;
        if (value.All(char.IsAsciiHexDigitLower) || value.All(char.IsAsciiHexDigitUpper))
            return 16;
        var size = Has(value, '0', '9', 10) + Has(value, 'a', 'z', 26) + Has(value, 'A', 'Z', 26);
        return value.All(char.IsAsciiLetterOrDigit) ? size : size + 4;
    }

    private static int Has(string value, char from, char to, int size) => value.AsSpan().ContainsAnyInRange(from, to) ? size : 0;
}
