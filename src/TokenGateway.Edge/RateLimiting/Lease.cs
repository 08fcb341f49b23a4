using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Permits of one shared counter that this node holds for up to one second. The size of each refill follows recent use. A counter
/// that is almost exhausted grants one permit at a time, so that the last permits are counted exactly.
/// </summary>
internal sealed class Lease(string key, SharedLimit limit, ISharedCounts counts, TimeProvider time)
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _left;
    private long _used;
    private long _wanted = 1;
    private long _takenAt = time.GetTimestamp();
    private SharedCount _last;
    private Task<SharedCount?>? _refill;

    /// <summary>Whether the lease was retired because it had not been used for a while. The caller must create a new one.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>Takes permits from those held, or refills first.</summary>
    /// <returns>The state of the shared counter; null if the store is unavailable or the lease was retired.</returns>
    public async ValueTask<SharedCount?> TakeAsync(long permits)
    {
        while (true)
        {
            Task<SharedCount?> refill;
            lock (_lock)
            {
                if (IsRetired)
                    return null;
                if (TryTakeHeld(permits))
                    return _last with { Remaining = _last.Remaining + _left };
                refill = _refill ??= RefillAsync(Math.Max(permits, NextWanted()));
            }

            var answer = await refill;
            if (answer is not { IsRefused: false })
                return answer;
        }
    }

    /// <summary>Returns permits that a request did not use.</summary>
    public void ReturnPermits(long permits)
    {
        lock (_lock)
        {
            _left += permits;
            _used -= permits;
        }
    }

    /// <summary>Returns permits that were held for too long to the shared counter.</summary>
    /// <returns>Whether the lease was unused for long enough to be retired.</returns>
    public bool TryRetire()
    {
        lock (_lock)
        {
            var held = time.GetElapsedTime(_takenAt);
            if (_refill is not null || held < HeldFor)
                return false;
            Return();
            return IsRetired = held >= KeptFor;
        }
    }

    private bool TryTakeHeld(long permits)
    {
        if (_refill is not null || _left < permits || time.GetElapsedTime(_takenAt) >= HeldFor)
            return false;
        _left -= permits;
        _used += permits;
        return true;
    }

    // Doubles if the last refill was used up early; otherwise asks for as many permits as were used.
    private long NextWanted() => _wanted = time.GetElapsedTime(_takenAt) < HeldFor ? Math.Min(_wanted * 2, limit.Most) : Math.Clamp(_used, 1, limit.Most);

    private async Task<SharedCount?> RefillAsync(long wanted)
    {
        if (time.GetElapsedTime(_takenAt) >= HeldFor)
            Return();

        // Leaves the caller's lock before the call to the store.
        await Task.Yield();
        SharedCount[]? answer;
        try
        {
            answer = await counts.TryTakeAsync(new SharedTake[] { new(key, limit, wanted, counts.Nodes) });
        }
        catch
        {
            // The failure concerns only the callers that await this refill; the next caller starts a new one.
            lock (_lock)
                _refill = null;
            throw;
        }

        lock (_lock)
        {
            _refill = null;
            if (answer is not [{ IsRefused: false } taken])
                return answer?[0];
            _left += taken.Granted;
            _used = 0;
            _last = taken;
            _takenAt = time.GetTimestamp();
            return taken;
        }
    }

    private void Return()
    {
        if (_left > 0)
            counts.Charge(key, limit, -_left, _last.At);
        _left = 0;
    }
}
