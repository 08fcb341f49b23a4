using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>The real store, with its look-ups counted.</summary>
internal sealed class CountingStore(ITokenStore real) : ITokenStore
{
    private int _finds;

    public int Finds => Volatile.Read(ref _finds);

    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        return real.FindAsync(digest, cancellationToken);
    }

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => real.GetAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        real.ListAsync(filter, after, limit, cancellationToken);

    public ValueTask<TokenAddition> AddAsync(Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken) =>
        real.AddAsync(draft, quota, seal, cancellationToken);

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, CancellationToken cancellationToken) => real.SetActiveAsync(id, isActive, cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, CancellationToken cancellationToken) => real.DeleteAsync(id, at, cancellationToken);
}
