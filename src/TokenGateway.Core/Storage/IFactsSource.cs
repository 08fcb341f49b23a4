using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The source that fills the cache: the store, or in future a relay without database credentials.</summary>
public interface IFactsSource
{
    /// <summary>The facts behind a digest, including tombstones and retired secrets.</summary>
    /// <exception cref="StoreUnavailableException">The source does not respond.</exception>
    ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken);
}
