using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Where tokens are kept. Every write appends to the change sequence in the same transaction, and has happened
/// durably when the call returns.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface ITokenStore
{
    /// <summary>The facts behind a digest, tombstones included; null: unknown.</summary>
    ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken);

    ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken);

    /// <summary>Tokens by ascending id, at most <paramref name="limit"/>, those after <paramref name="after"/> only.</summary>
    ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a token. The number is assigned inside the transaction, <paramref name="seal"/> turns it into the digest
    /// and the hint of the value, and the quota is counted there too, so that two writers cannot both take the last
    /// place.
    /// </summary>
    ValueTask<TokenAddition> AddAsync(Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken);

    /// <summary>Switches a token on or off; false: no such token, or it is deleted.</summary>
    ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone; false: no such token, or it is deleted already.</summary>
    ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, CancellationToken cancellationToken);
}
