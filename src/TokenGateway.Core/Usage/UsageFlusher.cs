using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Writes what the recorder collected, in small transactions. Usage that could not be written is aggregated in memory and retried
/// at the next flush. Not safe for concurrent use.
/// </summary>
public sealed class UsageFlusher(UsageRecorder recorder, IUsageStore store, TimeProvider time)
{
    /// <summary>The number of tokens per transaction: a few milliseconds, so that other writers do not have to wait.</summary>
    internal const int BatchSize = 500;

    /// <summary>The maximum number of tokens kept in memory while the store is unavailable, about 20 MB; further tokens are not recorded.</summary>
    public const int MostKept = 100_000;

    /// <summary>One write per minute for a token in steady use, rather than one every few seconds.</summary>
    internal static readonly TimeSpan DefaultResolution = TimeSpan.FromMinutes(1);

    // Another process that waits for the lock of the file polls for it.
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<(TokenId Token, DateOnly Day), TokenUsage> _pending = [];
    private bool _storeAnswered = true;

    /// <summary>A last use is written only if it is later than the stored one by this much.</summary>
    public TimeSpan Resolution { get; init; } = DefaultResolution;

    /// <summary>The number of entries that are not written yet.</summary>
    public int Pending => _pending.Count;

    /// <summary>The number of requests that were not recorded because the store was unavailable for too long.</summary>
    public long Dropped { get; private set; }

    /// <summary>Writes all pending entries. If it throws, those not written are kept.</summary>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
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
