using System.Collections.Immutable;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Writes to the store which permissions were needed, and that this is being recorded. Keeps what could not be written and retries
/// it at the next flush. Not safe for concurrent use.
/// </summary>
/// <param name="recorder">The recorder that collects what requests need.</param>
/// <param name="store">The store to write to.</param>
/// <param name="asked">The permissions that rules currently require.</param>
/// <param name="time">The clock.</param>
public sealed class PermissionFlusher(UsageRecorder recorder, IPermissionUseStore store, Func<ImmutableArray<string>> asked, TimeProvider time)
{
    /// <summary>The number of entries per transaction, the same as in <see cref="UsageFlusher"/>.</summary>
    internal const int BatchSize = UsageFlusher.BatchSize;

    /// <summary>The maximum number of entries kept in memory while the store is unavailable, about 20 MB.</summary>
    internal const int MostKept = 200_000;

    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<(TokenId Token, string Permission), PermissionUse> _pending = [];
    private ImmutableArray<string> _recorded = [];
    private DateOnly _recordedOn;

    /// <summary>The number of entries that are not written yet.</summary>
    internal int Pending => _pending.Count;

    /// <summary>Writes all pending entries. If it throws, those not written are kept.</summary>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var use in recorder.CollectPermissions())
            Keep(use);
        await RecordAsync(cancellationToken);
        foreach (var batch in _pending.Values.Chunk(BatchSize))
        {
            await store.AddAsync(batch, cancellationToken);
            foreach (var use in batch)
                _pending.Remove((use.Token, use.Permission));
            if (_pending.Count > 0)
                await Task.Delay(BetweenBatches, time, cancellationToken);
        }
    }

    // Before the uses: the store skips a use whose permission is not recorded yet.
    private async ValueTask RecordAsync(CancellationToken cancellationToken)
    {
        var (names, today) = (asked(), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (today == _recordedOn && names == _recorded)
            return;
        if (!names.IsEmpty)
            await store.RecordAsync(names, today, cancellationToken);
        (_recorded, _recordedOn) = (names, today);
    }

    private void Keep(PermissionUse use)
    {
        var key = (use.Token, use.Permission);
        if (_pending.TryGetValue(key, out var known) ? known.Day < use.Day : _pending.Count < MostKept)
            _pending[key] = use;
    }
}
