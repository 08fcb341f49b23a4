namespace TokenGateway.Edge.RateLimiting;

/// <summary>A window that the first request opens, so that clients that started at different times do not all return at once.</summary>
internal sealed class FixedWindow(RateLimitRule rule, PartitionKey key) : Partition(key)
{
    private readonly long _window = rule.Window.Ticks;
    private long _start;
    private long _now;
    private long _used;

    public override long Remaining => rule.Limit - _used;

    public override long Until(long permits) => Remaining >= permits ? 0 : _start + _window - _now;

    public override long UntilFull => _used == 0 ? 0 : _start + _window - _now;

    public override void Take(long permits)
    {
        if (_used == 0)
            _start = _now;
        _used += permits;
    }

    // Permits taken in an earlier window returned when that window ended.
    public override void ReturnPermits(long permits, long takenAt)
    {
        if (takenAt >= _start)
            _used = Math.Max(0, _used - permits);
    }

    public override void Advance(long now)
    {
        _now = Math.Max(_now, now);
        if (_now - _start >= _window)
            _used = 0;
    }
}
