using System.Security.Cryptography;

namespace TokenGateway.Core.Tokens;

/// <summary>One key of a <see cref="Pepper"/>. Not a record: a generated <c>ToString</c> would print it.</summary>
public sealed class PepperKey
{
    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key has fewer than 32 bytes.</exception>
    public PepperKey(string id, ReadOnlySpan<byte> key)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (key.Length < Pepper.MinKeyLength)
            throw new ArgumentException($"A pepper's key has at least {Pepper.MinKeyLength} bytes.", nameof(key));
        (Id, _key) = (id, key.ToArray());
    }

    /// <summary>Stored beside the digests created with it.</summary>
    internal string Id { get; }

    internal TokenDigest Apply(in TokenDigest digest) => new(HMACSHA256.HashData(_key, digest.ToArray()));
}
