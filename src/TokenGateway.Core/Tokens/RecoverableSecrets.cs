using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Encrypts values with keys outside the store: AES-256-GCM (NIST SP 800-38D) with a random nonce, and the token's id and
/// digest as associated data, so that one token's stored value does not decrypt as another's. The first key is for new
/// values, the others still decrypt old ones.
/// </summary>
public sealed class RecoverableSecrets
{
    internal const int TagLength = 16;

    private const int NonceLength = 12;

    private readonly ImmutableArray<RecoveryKey> _keys;
    private readonly Pepper? _pepper;

    /// <param name="keys">At least one, the current one first.</param>
    /// <param name="pepper">The pepper of stored digests; null: none.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public RecoverableSecrets(ImmutableArray<RecoveryKey> keys, Pepper? pepper)
    {
        if (keys.IsDefaultOrEmpty)
            throw new ArgumentException("A vault has at least one key.", nameof(keys));
        (_keys, _pepper) = (keys, pepper);
    }

    internal EncryptedTokenValue Keep(TokenId id, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var digest = TokenDigest.Of(value);
        if (_pepper is not null)
            digest = _pepper.Current(digest);
        var plain = Encoding.UTF8.GetBytes(value);
        var kept = new byte[NonceLength + plain.Length + TagLength];
        var nonce = kept.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = _keys[0].Open();
        aes.Encrypt(nonce, plain, kept.AsSpan(NonceLength, plain.Length), kept.AsSpan(NonceLength + plain.Length), AssociatedData(id, digest));
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedTokenValue(_keys[0].Id, digest, kept);
    }

    /// <summary>Null: its key is not configured, or it is not the stored value of this token.</summary>
    internal string? Open(TokenId id, EncryptedTokenValue kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (_keys.FirstOrDefault(key => key.Id == kept.KeyId) is not { } key || kept.Cipher.Length < NonceLength + TagLength)
            return null;
        var cipher = kept.Cipher.Span;
        var plain = new byte[cipher.Length - NonceLength - TagLength];
        try
        {
            using var aes = key.Open();
            aes.Decrypt(cipher[..NonceLength], cipher[NonceLength..^TagLength], cipher[^TagLength..], plain, AssociatedData(id, kept.Digest));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] AssociatedData(TokenId id, in TokenDigest digest)
    {
        var data = new byte[sizeof(long) + TokenDigest.Size];
        BinaryPrimitives.WriteInt64BigEndian(data, id.Number);
        digest.ToArray().CopyTo(data, sizeof(long));
        return data;
    }
}
