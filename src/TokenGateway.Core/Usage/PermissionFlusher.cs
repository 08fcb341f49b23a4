using System.Collections.Immutable;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Writes which permissions were needed, and that it is recorded. What the store does not take is kept and tried again the
/// next time. Not safe for concurrent use.
/// </summary>
/// <param name="recorder">Notes what requests need.</param>
/// <param name="store">Keeps it.</param>
/// <param name="asked">The permissions that rules ask for at this moment.</param>
/// <param name="time">The clock.</param>
public sealed class PermissionFlusher(UsageRecorder recorder, IPermissionUseStore store, Func<ImmutableArray<string>> asked, TimeProvider time)
{
    /// <summary>As many as tokens in a transaction of <see cref="UsageFlusher"/>.</summary>
    internal const int BatchSize = UsageFlusher.BatchSize;

    /// <summary>Kept while the store takes nothing, some 20 MB.</summary>
    internal const int MostKept = 200_000;

    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<(TokenId Token, string Permission), PermissionUse> _pending = [];
    private ImmutableArray<string> _recorded = [];
    private DateOnly _recordedOn;

    /// <summary>How many wait for the store.</summary>
    internal int Pending => _pending.Count;

    /// <summary>Writes all there is; what was not written when it throws is kept.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
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

    // Before the uses: one whose permission is not recorded yet would be left out.
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
