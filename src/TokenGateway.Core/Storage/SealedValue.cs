using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What is kept of a value.</summary>
/// <param name="Digest">Of the value, under the pepper's key where there is one.</param>
/// <param name="Hint">What may be shown.</param>
/// <param name="Pepper">The id of the pepper's key; null: none.</param>
public readonly record struct SealedValue(TokenDigest Digest, string Hint, string? Pepper = null)
{
    /// <summary>It was made elsewhere, and so it may be known already.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The other forms, under other keys or none, in which the same value may be kept already; of foreign values alone.</summary>
    public ImmutableArray<TokenDigest> OtherForms { get; init; } = [];

    /// <summary>The value itself, encrypted; null: it is not kept.</summary>
    public EncryptedTokenValue? Kept { get; init; }
}
