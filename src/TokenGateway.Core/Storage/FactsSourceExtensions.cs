using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>For callers that do not need to know how current the facts are.</summary>
public static class FactsSourceExtensions
{
    /// <summary>The facts behind a digest; null: unknown.</summary>
    /// <exception cref="StoreUnavailableException">The source does not respond.</exception>
    public static async ValueTask<TokenFacts?> FindAsync(this IFactsSource source, TokenDigest digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return (await source.ReadFactsAsync(digest, cancellationToken)).Facts;
    }
}
