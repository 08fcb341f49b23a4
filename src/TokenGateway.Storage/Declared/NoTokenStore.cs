using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: every token is declared in the configuration, so none is found here and none can be written.</summary>
internal sealed class NoTokenStore : ITokenStore
{
    internal const string WhyNot =
        "The configuration declares all users and tokens (Store:Provider is None): change them in the file.";

    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) => default;

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<Token>> ListAsync(
        TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken) =>
        ValueTask.FromException<TokenAddition>(new StoreUnavailableException(WhyNot));

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, CancellationToken cancellationToken) =>
        ValueTask.FromException<bool>(new StoreUnavailableException(WhyNot));

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        ValueTask.FromException<bool>(new StoreUnavailableException(WhyNot));
}
