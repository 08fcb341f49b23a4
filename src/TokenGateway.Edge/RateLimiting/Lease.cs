using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Permits of one shared count that this node holds for up to a second. How many it asks for follows how many it used; of a count
/// that is nearly used up it gets one at a time, so that the last permits are counted exactly.
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

    /// <summary>Nobody used it for a while, and it is not kept any more: another is to be made.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Takes permits, of those that are held or of new ones.</summary>
    /// <returns>How the shared count stands; null: it does not answer, or the lease is gone.</returns>
    public async ValueTask<SharedCount?> TakeAsync(long permits)
    {
        while (true)
        {
            Task<SharedCount?> refill;
            lock (_lock)
            {
                if (IsGone)
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

    /// <summary>Gives permits back that a request did not use after all.</summary>
    public void GiveBack(long permits)
    {
        lock (_lock)
        {
            _left += permits;
            _used -= permits;
        }
    }

    /// <summary>Gives back what was held for too long.</summary>
    /// <returns>Whether nobody uses it any more, and it is gone.</returns>
    public bool TryRetire()
    {
        lock (_lock)
        {
            var held = time.GetElapsedTime(_takenAt);
            if (_refill is not null || held < HeldFor)
                return false;
            Return();
            return IsGone = held >= KeptFor;
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

    // Twice as many when the last ones did not last for their time, and what was used when they did.
    private long NextWanted() => _wanted = time.GetElapsedTime(_takenAt) < HeldFor ? Math.Min(_wanted * 2, limit.Most) : Math.Clamp(_used, 1, limit.Most);

    private async Task<SharedCount?> RefillAsync(long wanted)
    {
        if (time.GetElapsedTime(_takenAt) >= HeldFor)
            Return();

        // Whoever holds the lock must not be kept by what happens here.
        await Task.Yield();
        SharedCount[]? answer;
        try
        {
            answer = await counts.TryTakeAsync(new SharedTake[] { new(key, limit, wanted, counts.Nodes) });
        }
        catch
        {
            // Whatever it is concerns those who wait for it, and nobody who comes later.
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
