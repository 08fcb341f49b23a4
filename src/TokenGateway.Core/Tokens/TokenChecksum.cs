using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// CRC-32 (IEEE 802.3, as in zip and Ethernet) of a token's text, written as six base62 characters or eight hexadecimal
/// digits, most significant first. It distinguishes our values from texts that only look alike.
/// </summary>
public static class TokenChecksum
{
    /// <summary>In hexadecimal digits.</summary>
    public const int HexLength = 8;

    private const int MaxLength = 64 + StandardTokenFormat.SecretLength;

    /// <param name="body">ASCII, at most 107 characters.</param>
    /// <param name="checksum">Six characters.</param>
    public static void Write(ReadOnlySpan<char> body, Span<char> checksum)
    {
        var crc = Compute(body);
        for (var i = checksum.Length - 1; i >= 0; i--, crc /= 62)
            checksum[i] = Base62.Alphabet[(int)(crc % 62)];
    }

    public static bool Matches(ReadOnlySpan<char> body, ReadOnlySpan<char> checksum)
    {
        if (body.Length > MaxLength)
            return false;
        Span<char> expected = stackalloc char[StandardTokenFormat.ChecksumLength];
        Write(body, expected);
        return checksum.SequenceEqual(expected);
    }

    /// <summary>Parses six base62 characters; false: not a checksum.</summary>
    internal static bool TryRead(ReadOnlySpan<char> checksum, out uint value)
    {
        var number = 0UL;
        foreach (var c in checksum)
            number = number * 62 + (uint)DigitOf(c);
        value = (uint)number;
        return number <= uint.MaxValue;
    }

    /// <summary>The same as eight lower-case hexadecimal digits.</summary>
    public static void WriteHex(ReadOnlySpan<char> body, Span<char> checksum) =>
        Compute(body).TryFormat(checksum, out _, "x8", CultureInfo.InvariantCulture);

    public static bool MatchesHex(ReadOnlySpan<char> body, ReadOnlySpan<char> checksum)
    {
        if (body.Length > MaxLength)
            return false;
        Span<char> expected = stackalloc char[HexLength];
        WriteHex(body, expected);
        return checksum.SequenceEqual(expected);
    }

    private static int DigitOf(char c) => c <= '9' ? c - '0' : c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;

    private static uint Compute(ReadOnlySpan<char> body)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        var written = Encoding.ASCII.GetBytes(body, bytes);
        return Crc32.HashToUInt32(bytes[..written]);
    }
}
