using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: the use of declared tokens is not recorded.</summary>
internal sealed class NoUsageStore : IUsageStore
{
    public ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<UsageTotal>> ListTotalsAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken) => new([]);

    public ValueTask<TokenRefusal?> FindLastRefusalAsync(TokenId token, CancellationToken cancellationToken) => default;

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken) => default;
}
