using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// SHA-256 of the exact bytes of a presented token value: the only stored form of a token, and the key of every lookup. 32
/// bytes, held inline.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct TokenDigest : IEquatable<TokenDigest>
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Values longer than this many bytes are refused before they are hashed.</summary>
    public const int MaxValueLength = 1024;

    private readonly ulong _a, _b, _c, _d;

    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public TokenDigest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A digest has {Size} bytes.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The digest of a presented value, without allocation.</summary>
    /// <exception cref="ArgumentException">The value is longer than <see cref="MaxValueLength"/>.</exception>
    public static TokenDigest Of(ReadOnlySpan<char> value)
    {
        Span<byte> utf8 = stackalloc byte[MaxValueLength];
        if (!Encoding.UTF8.TryGetBytes(value, utf8, out var written))
            throw new ArgumentException($"A token value has at most {MaxValueLength} bytes.", nameof(value));
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(utf8[..written], hash);
        utf8[..written].Clear();
        return new TokenDigest(hash);
    }

    public static bool TryParseHex(string? hex, out TokenDigest digest)
    {
        digest = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (hex is not { Length: Size * 2 }
            || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        digest = new TokenDigest(bytes);
        return true;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    public bool Equals(TokenDigest other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is TokenDigest other && Equals(other);

    // The digest is already uniformly distributed: any 32 bits of it are a good hash.
    public override int GetHashCode() => (int)_a;

    public override string ToString() => Convert.ToHexStringLower(ToArray());

    public static bool operator ==(TokenDigest left, TokenDigest right) => left.Equals(right);

    public static bool operator !=(TokenDigest left, TokenDigest right) => !left.Equals(right);
}
