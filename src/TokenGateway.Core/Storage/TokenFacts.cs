using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The store's facts about a digest: the token and its owner, from one read.</summary>
/// <param name="Token">The token, possibly a tombstone.</param>
/// <param name="Owner">The owner; null: the store has no such user (it may be declared, or deleted).</param>
public sealed record TokenFacts(Token Token, User? Owner)
{
    private readonly OptionalTime _retiredUntil;

    /// <summary>
    /// Until when the value is accepted although a rotation retired it; null: it is the token's current one. A past time
    /// means that it is permanently retired.
    /// </summary>
    public DateTimeOffset? RetiredUntil
    {
        get => _retiredUntil.Value;
        init => _retiredUntil = new OptionalTime(value);
    }

    /// <summary>The id of the pepper key that the value is stored under; null: none.</summary>
    public string? Pepper { get; init; }
}
