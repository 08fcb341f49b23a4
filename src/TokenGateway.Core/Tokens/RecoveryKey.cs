using System.Security.Cryptography;

namespace TokenGateway.Core.Tokens;

/// <summary>One key of a <see cref="RecoverableSecrets"/>. Not a record: a generated <c>ToString</c> would print it.</summary>
public sealed class RecoveryKey
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private const int IdBytes = 4;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public RecoveryKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
            throw new ArgumentException($"A recovery key has {Length} bytes.", nameof(key));
        _key = key.ToArray();
        Id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes));
    }

    /// <summary>Derived from the key, so that it needs no configured name: stored beside the data encrypted with it.</summary>
    internal string Id { get; }

    internal AesGcm Open() => new(_key, RecoverableSecrets.TagLength);
}
