using System.Collections.Immutable;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Keys that do not lie in the store and under which digests are kept: HMAC-SHA-256 over the SHA-256 of the value.
/// Whoever has the store but no key cannot try values against it. The first key is for what is written from now on; the
/// others are still looked up. A key is introduced as the second one on every node, and then made the first.
/// </summary>
public sealed class Pepper
{
    /// <summary>The least length of a key, in bytes.</summary>
    public const int MinKeyLength = 32;

    private readonly ImmutableArray<PepperKey> _keys;

    /// <param name="keys">At least one, the current one first; ids are unique.</param>
    /// <param name="isRequired">Values that are kept without a key are unknown.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public Pepper(ImmutableArray<PepperKey> keys, bool isRequired)
    {
        if (keys.IsDefaultOrEmpty)
            throw new ArgumentException("A pepper has at least one key.", nameof(keys));
        (_keys, IsRequired) = (keys, isRequired);
    }

    public bool IsRequired { get; }

    /// <summary>The id of the key for what is written now.</summary>
    public string CurrentId => _keys[0].Id;

    /// <summary>How a digest is kept from now on.</summary>
    public TokenDigest Current(TokenDigest digest) => _keys[0].Apply(digest);

    /// <summary>Every form but the current one in which a value may have been kept, also without a key where none is looked up any more.</summary>
    public ImmutableArray<TokenDigest> OlderFormsOf(TokenDigest digest) => [.. _keys.Skip(1).Select(key => key.Apply(digest)), digest];

    /// <summary>Every form in which a value of this digest may be kept, the likeliest first; a null key is none.</summary>
    public IEnumerable<(TokenDigest Kept, string? Key)> FormsOf(TokenDigest digest)
    {
        foreach (var key in _keys)
            yield return (key.Apply(digest), key.Id);
        if (!IsRequired)
            yield return (digest, null);
    }
}
