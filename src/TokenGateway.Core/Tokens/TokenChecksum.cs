using System.IO.Hashing;
using System.Text;

namespace TokenGateway.Core.Tokens;

/// <summary>CRC-32 (IEEE 802.3, as in zip and Ethernet) written as six base62 characters, most significant first.</summary>
internal static class TokenChecksum
{
    private const int MaxLength = 64 + StandardTokenFormat.SecretLength;

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

    private static uint Compute(ReadOnlySpan<char> body)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        var written = Encoding.ASCII.GetBytes(body, bytes);
        return Crc32.HashToUInt32(bytes[..written]);
    }
}
