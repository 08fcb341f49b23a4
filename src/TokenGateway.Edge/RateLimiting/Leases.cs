using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The leases of this node, by counter key. A timer returns unused permits twice a second; it stops while there are no leases.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Leases : IDisposable
{
    // About 200 bytes each. Callers above this number are counted exactly in the store.
    private const int Most = 100_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly ISharedCounts _counts;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private volatile bool _isTicking;

    public Leases(ISharedCounts counts, TimeProvider time)
    {
        (_counts, _time) = (counts, time);
        _timer = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes permits of a shared counter, through its lease where possible.</summary>
    /// <returns>The state of the counter; null if the store is unavailable.</returns>
    public async ValueTask<SharedCount?> TakeAsync(string key, SharedLimit limit, long permits)
    {
        while (true)
        {
            if (Find(key, limit) is not { } lease)
                return await _counts.TryTakeAsync(new SharedTake[] { new(key, limit, permits) }) is [var count] ? count : null;
            var answer = await lease.TakeAsync(permits);
            if (answer is not null || !lease.IsRetired)
                return answer;
        }
    }

    /// <summary>Returns permits that a request did not use.</summary>
    public void ReturnPermits(string key, long permits)
    {
        if (_leases.TryGetValue(key, out var lease))
            lease.ReturnPermits(permits);
    }

    public void Dispose() => _timer.Dispose();

    private Lease? Find(string key, SharedLimit limit)
    {
        if (_leases.TryGetValue(key, out var known))
            return known;
        if (_leases.Count >= Most)
            return null;
        var lease = _leases.GetOrAdd(key, static (name, made) => new Lease(name, made.limit, made._counts, made._time), (limit, _counts, _time));
        if (!_isTicking)
            Tick();
        return lease;
    }

    private void Tick()
    {
        _isTicking = true;
        _timer.Change(Interval, Interval);
    }

    private void Sweep()
    {
        foreach (var (key, lease) in _leases)
        {
            if (lease.TryRetire())
                _leases.TryRemove(key, out _);
        }

        if (!_leases.IsEmpty)
            return;
        _isTicking = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!_leases.IsEmpty)
            Tick();
    }
}
