namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// A token bucket that refills at a constant rate. It uses integers to avoid drift: a permit is as many units as the window has
/// ticks, and every tick adds as many units as the window has permits.
/// </summary>
internal sealed class TokenBucket(RateLimitRule rule, PartitionKey key, long now) : Partition(key)
{
    // Below 2^63: the configuration is validated for this.
    private readonly long _window = rule.Window.Ticks;
    private readonly long _permits = rule.Permits;
    private readonly long _capacity = rule.Window.Ticks * rule.Limit;
    // Lower bound of the level: however large later costs are, the units missing from a full bucket fit in 63 bits.
    private readonly long _least = (rule.Window.Ticks * rule.Limit) - long.MaxValue;
    private long _level = rule.Window.Ticks * rule.Limit;
    private long _now = now;
    private long _fullAt = now;

    public override long Remaining => _level / _window;

    public override long Until(long permits) => _level >= permits * _window ? 0 : TicksToFill((permits * _window) - _level);

    public override long UntilFull => TicksToFill(_capacity - _level);

    public override void Take(long permits) =>
        _level = permits == 1 ? _level - _window : (long)Int128.Max(_level - ((Int128)permits * _window), _least);

    // Permits taken before the bucket was last full have already been replenished.
    public override void ReturnPermits(long permits, long takenAt)
    {
        if (takenAt >= _fullAt)
            _level = (long)Int128.Min(_level + ((Int128)permits * _window), _capacity);
    }

    public override void Advance(long now)
    {
        var elapsed = now - _now;
        if (elapsed <= 0)
            return;
        _now = now;
        var missing = _capacity - _level;
        if (elapsed >= TicksToFill(missing))
            (_level, _fullAt) = (_capacity, now);
        else
            _level += elapsed * _permits;
    }

    private long TicksToFill(long units) => (units / _permits) + (units % _permits == 0 ? 0 : 1);
}
