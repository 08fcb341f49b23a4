using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Keeps the batches that it took; refuses them while it is told to.</summary>
internal sealed class RecordingUsageStore : IUsageStore
{
    public List<IReadOnlyList<TokenUsage>> Batches { get; } = [];

    public IEnumerable<TokenUsage> All => Batches.SelectMany(batch => batch);

    /// <summary>Takes so many batches and then none; null: all.</summary>
    public int? TakesBatches { get; set; }

    /// <summary>Of the last batch.</summary>
    public TimeSpan? Resolution { get; private set; }

    public List<(DateOnly Before, int Limit)> Prunes { get; } = [];

    /// <summary>How many counts there are to take away.</summary>
    public int Old { get; set; }

    public ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TakesBatches == Batches.Count)
            return ValueTask.FromException(new StoreUnavailableException("refused"));
        Batches.Add(usages);
        Resolution = resolution;
        return default;
    }

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken)
    {
        Prunes.Add((before, limit));
        var gone = Math.Min(limit, Old);
        Old -= gone;
        return new(gone);
    }

    public ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TokenRefusal?> FindLastRefusalAsync(TokenId token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<UsageTotal>> ListTotalsAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
