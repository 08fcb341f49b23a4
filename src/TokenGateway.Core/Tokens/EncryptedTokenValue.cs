namespace TokenGateway.Core.Tokens;

/// <summary>A token's encrypted value, so that its owner can see it again (<c>Tokens:Recoverable</c>).</summary>
/// <param name="KeyId">The id of the key.</param>
/// <param name="Digest">The digest of the value, under the pepper's key if there is one; it is authenticated with the value.</param>
/// <param name="Cipher">Nonce, cipher text and tag of AES-256-GCM.</param>
public sealed record EncryptedTokenValue(string KeyId, TokenDigest Digest, ReadOnlyMemory<byte> Cipher);
