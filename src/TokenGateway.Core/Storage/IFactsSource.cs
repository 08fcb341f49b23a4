using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What fills the cache: the store, or one day a relay that holds no password of a database.</summary>
public interface IFactsSource
{
    /// <summary>The facts behind a digest, tombstones and retired secrets included.</summary>
    /// <exception cref="StoreUnavailableException">The source does not answer.</exception>
    ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken);
}
