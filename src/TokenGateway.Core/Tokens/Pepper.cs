using System.Collections.Immutable;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Keys outside the store under which digests are stored: HMAC-SHA-256 over the SHA-256 of the value. An attacker with the
/// store but no key cannot test values against it. The first key is for new writes; the others are still used for lookups.
/// To introduce a key, configure it as the second one on every node, and then make it the first.
/// </summary>
public sealed class Pepper
{
    /// <summary>The minimum length of a key, in bytes.</summary>
    public const int MinKeyLength = 32;

    private readonly ImmutableArray<PepperKey> _keys;

    /// <param name="keys">At least one, the current one first; ids are unique.</param>
    /// <param name="isRequired">Whether values stored without a key are unknown.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public Pepper(ImmutableArray<PepperKey> keys, bool isRequired)
    {
        if (keys.IsDefaultOrEmpty)
            throw new ArgumentException("A pepper has at least one key.", nameof(keys));
        (_keys, IsRequired) = (keys, isRequired);
    }

    internal bool IsRequired { get; }

    /// <summary>The id of the key for new writes.</summary>
    internal string CurrentId => _keys[0].Id;

    /// <summary>The form for new writes.</summary>
    internal TokenDigest Current(TokenDigest digest) => _keys[0].Apply(digest);

    /// <summary>Every other form in which a value may have been stored, also without a key even if that is no longer looked up.</summary>
    internal ImmutableArray<TokenDigest> OlderFormsOf(TokenDigest digest) => [.. _keys.Skip(1).Select(key => key.Apply(digest)), digest];

    /// <summary>Every form in which a value with this digest may be stored, most likely first; a null key means none.</summary>
    internal IEnumerable<(TokenDigest Kept, string? Key)> FormsOf(TokenDigest digest)
    {
        foreach (var key in _keys)
            yield return (key.Apply(digest), key.Id);
        if (!IsRequired)
            yield return (digest, null);
    }
}
