using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// What the store knows behind a digest: the token and its owner as they stood when they were read together.
/// </summary>
/// <param name="Token">The token, possibly a tombstone.</param>
/// <param name="Owner">The owner; null: the store has no such user (it may be declared in the file, or gone).</param>
public sealed record TokenFacts(Token Token, User? Owner)
{
    /// <summary>
    /// Until when the value is accepted although a rotation retired it; null: it is the token's present one. A moment
    /// that has passed says that it is retired for good.
    /// </summary>
    public DateTimeOffset? RetiredUntil { get; init; }

    /// <summary>The id of the pepper's key that the value is kept under; null: none.</summary>
    public string? Pepper { get; init; }
}
