using System.Buffers.Text;
using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Redis.Facts;

/// <summary>
/// Names and authenticates entries with a key that is not stored in Redis. The name of an entry is an HMAC-SHA-256 of the digest, so
/// that Redis contains nothing to guess a value from. A second HMAC covers the name and the entry, so that no entry can be altered or
/// moved to another name. Both keys are derived by HKDF (RFC 5869).
/// </summary>
internal sealed class FactsSeal
{
    private const byte Version = 1;
    private const int SealLength = 1 + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _nameKey;
    private readonly byte[] _sealKey;

    public FactsSeal(ReadOnlySpan<byte> key)
    {
        if (key.Length < FactsCacheOptions.MinKeyLength)
            throw new ArgumentException($"The key has fewer than {FactsCacheOptions.MinKeyLength} bytes.", nameof(key));
        (_nameKey, _sealKey) = (Derive(key, "tokengateway facts: name"u8), Derive(key, "tokengateway facts: seal"u8));
    }

    public string NameOf(in TokenDigest digest) => Base64Url.EncodeToString(HMACSHA256.HashData(_nameKey, digest.ToArray()));

    /// <summary>A version byte, the HMAC, and the content.</summary>
    public byte[] Seal(string name, ReadOnlySpan<byte> content)
    {
        var entry = new byte[SealLength + content.Length];
        entry[0] = Version;
        content.CopyTo(entry.AsSpan(SealLength));
        Compute(name, content, entry.AsSpan(1, HMACSHA256.HashSizeInBytes));
        return entry;
    }

    /// <summary>Returns the content of an entry sealed under this name and key; empty if it was not.</summary>
    public ReadOnlySpan<byte> Open(string name, ReadOnlySpan<byte> entry)
    {
        if (entry.Length <= SealLength || entry[0] != Version)
            return default;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(name, entry[SealLength..], expected);
        return CryptographicOperations.FixedTimeEquals(expected, entry[1..SealLength]) ? entry[SealLength..] : default;
    }

    // The name has a fixed length, so the boundary between the two parts is unambiguous.
    private void Compute(string name, ReadOnlySpan<byte> content, Span<byte> into)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _sealKey);
        hash.AppendData([Version, .. System.Text.Encoding.ASCII.GetBytes(name)]);
        hash.AppendData(content);
        hash.GetHashAndReset(into);
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> info)
    {
        var derived = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: default, info);
        return derived;
    }
}
