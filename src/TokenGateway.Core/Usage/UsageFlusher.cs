using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Writes what the recorder collected, in small transactions. What the store does not take stays in memory, added up,
/// and is tried again the next time. Not safe for concurrent use.
/// </summary>
public sealed class UsageFlusher(UsageRecorder recorder, IUsageStore store, TimeProvider time)
{
    /// <summary>Tokens of one transaction: some milliseconds, so that other writers need not wait.</summary>
    internal const int BatchSize = 500;

    /// <summary>Tokens kept while the store takes nothing, some 20 MB; those first used after that are not recorded.</summary>
    public const int MostKept = 100_000;

    /// <summary>One write a minute for a token in steady use, and not one every few seconds.</summary>
    internal static readonly TimeSpan DefaultResolution = TimeSpan.FromMinutes(1);

    // Whoever waits for the lock of the file, in another process, polls for it.
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<(TokenId Token, DateOnly Day), TokenUsage> _pending = [];
    private bool _storeAnswered = true;

    /// <summary>A last use is written when it moves the one that is stored by this much.</summary>
    public TimeSpan Resolution { get; init; } = DefaultResolution;

    /// <summary>How many entries wait for the store.</summary>
    public int Pending => _pending.Count;

    /// <summary>Requests that were not recorded, because the store took nothing for too long.</summary>
    public long Dropped { get; private set; }

    /// <summary>Writes all there is; what was not written when it throws is kept.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var usage in recorder.Collect())
            Keep(usage);
        foreach (var batch in _pending.Values.Chunk(BatchSize))
        {
            _storeAnswered = false;
            await store.AddAsync(batch, Resolution, cancellationToken);
            _storeAnswered = true;
            foreach (var usage in batch)
                _pending.Remove((usage.Token, usage.Day));
            if (_pending.Count > 0)
                await Task.Delay(BetweenBatches, time, cancellationToken);
        }
    }

    private void Keep(TokenUsage usage)
    {
        var key = (usage.Token, usage.Day);
        if (_pending.TryGetValue(key, out var known))
            _pending[key] = known.With(usage);
        else if (_storeAnswered || _pending.Count < MostKept)
            _pending[key] = usage;
        else
            Dropped += usage.Counts.Sum();
    }
}
