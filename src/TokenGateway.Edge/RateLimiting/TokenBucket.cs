namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// A bucket that fills evenly. In whole numbers, so that nothing drifts: a permit is as many units as the window has
/// ticks, and every tick adds as many units as the window has permits.
/// </summary>
internal sealed class TokenBucket(RateLimitRule rule, PartitionKey key, long now) : Partition(key)
{
    // Both below 2^63: the configuration allows windows of a day (8.64e11 ticks) and ten million permits.
    private readonly long _window = rule.Window.Ticks;
    private readonly long _permits = rule.Permits;
    private readonly long _capacity = rule.Window.Ticks * rule.Limit;
    private long _level = rule.Window.Ticks * rule.Limit;
    private long _now = now;

    public override long Remaining => _level / _window;

    public override long UntilPermit => _level >= _window ? 0 : TicksToFill(_window - _level);

    public override long UntilWhole => TicksToFill(_capacity - _level);

    public override void Take() => _level -= _window;

    public override void Advance(long now)
    {
        var elapsed = now - _now;
        if (elapsed <= 0)
            return;
        _now = now;
        var missing = _capacity - _level;
        _level = elapsed >= TicksToFill(missing) ? _capacity : _level + (elapsed * _permits);
    }

    private long TicksToFill(long units) => (units / _permits) + (units % _permits == 0 ? 0 : 1);
}
