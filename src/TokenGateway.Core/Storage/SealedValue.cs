using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The stored form of a value.</summary>
/// <param name="Digest">The digest of the value, under the pepper's key if there is one.</param>
/// <param name="Hint">The displayable part.</param>
/// <param name="Pepper">The id of the pepper's key; null: none.</param>
public readonly record struct SealedValue(TokenDigest Digest, string Hint, string? Pepper = null)
{
    /// <summary>Whether it was created elsewhere, so that it may already be known.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The other forms, with other keys or none, in which the same value may already be stored; only for foreign values.</summary>
    public ImmutableArray<TokenDigest> OtherForms { get; init; } = [];

    /// <summary>The value itself, encrypted; null: not stored.</summary>
    public EncryptedTokenValue? Kept { get; init; }
}
