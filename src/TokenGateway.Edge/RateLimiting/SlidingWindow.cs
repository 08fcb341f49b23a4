namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// A window that advances in segments. It counts the current segment and as many before it as make up a whole window, so that no
/// interval of the window's length ever exceeds the permits. A permit returns at most one segment late.
/// </summary>
internal sealed class SlidingWindow(RateLimitRule rule, PartitionKey key, long now) : Partition(key)
{
    // Rounded up, so that the segments together are never shorter than the window.
    private readonly long _segmentTicks = (rule.Window.Ticks + rule.Segments - 1) / rule.Segments;
    private readonly long[] _taken = new long[rule.Segments + 1];
    private long _segment = now / ((rule.Window.Ticks + rule.Segments - 1) / rule.Segments);
    private long _now = now;
    private long _used;

    public override long Remaining => rule.Limit - _used;

    public override long Until(long permits) => Remaining >= permits ? 0 : EndOf(FreeingUp(permits));

    public override long UntilFull => _used == 0 ? 0 : EndOf(Newest());

    public override void Take(long permits)
    {
        _taken[PlaceOf(_segment)] += permits;
        _used += permits;
    }

    // Newest segment first, but none newer than the time of the take: its permits would stay in the window for longer.
    public override void ReturnPermits(long permits, long takenAt)
    {
        for (var segment = Math.Min(_segment, takenAt / _segmentTicks); permits > 0 && segment >= _segment - rule.Segments; segment--)
        {
            ref var taken = ref _taken[PlaceOf(segment)];
            var back = Math.Min(permits, taken);
            taken -= back;
            _used -= back;
            permits -= back;
        }
    }

    public override void Advance(long now)
    {
        if (now <= _now)
            return;
        _now = now;
        var segment = now / _segmentTicks;
        if (segment - _segment > rule.Segments)
            Forget();
        else
            MoveTo(segment);
        _segment = segment;
    }

    private void Forget()
    {
        if (_used > 0)
            Array.Clear(_taken);
        _used = 0;
    }

    private void MoveTo(long segment)
    {
        for (var next = _segment + 1; next <= segment; next++)
        {
            ref var place = ref _taken[PlaceOf(next)];
            _used -= place;
            place = 0;
        }
    }

    // Called only while permits are in use.
    private long FreeingUp(long permits)
    {
        var segment = _segment - rule.Segments;
        for (var freed = Remaining + _taken[PlaceOf(segment)]; freed < permits && segment < _segment; freed += _taken[PlaceOf(segment)])
            segment++;
        return segment;
    }

    private long Newest()
    {
        var segment = _segment;
        while (_taken[PlaceOf(segment)] == 0)
            segment--;
        return segment;
    }

    private long EndOf(long segment) => ((segment + rule.Segments + 1) * _segmentTicks) - _now;

    // Segments before the clock's start have negative numbers.
    private int PlaceOf(long segment) => (int)((segment + _taken.Length) % _taken.Length);
}
