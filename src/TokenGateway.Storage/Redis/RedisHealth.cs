namespace TokenGateway.Storage.Redis;

/// <summary>
/// Whether a server that must answer quickly is asked at all. It is taken for lost after a few failures in a row, and for found
/// after one answer.
/// </summary>
/// <remarks>Commands that nobody waits for any more are still carried out when a stopped server continues, so few are sent to one.</remarks>
internal sealed class RedisHealth(TimeProvider time)
{
    private const int FailuresUntilLost = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isKnown;
    private long _lostAt = time.GetTimestamp();
    private volatile bool _isAvailable;

    /// <summary>False until the first answer.</summary>
    public bool IsAvailable => _isAvailable;

    /// <returns>How long it was away; null: it was not.</returns>
    public TimeSpan? Succeeded()
    {
        if (_isAvailable && Volatile.Read(ref _failures) == 0)
            return null;
        lock (_lock)
        {
            _failures = 0;
            if (_isAvailable)
                return null;
            _isAvailable = true;
            var wasLost = _isKnown;
            _isKnown = true;
            return wasLost ? time.GetElapsedTime(_lostAt) : null;
        }
    }

    /// <returns>Whether it counts as lost from now on.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            if (_isKnown && (!_isAvailable || ++_failures < FailuresUntilLost))
                return false;
            _isAvailable = false;
            _isKnown = true;
            _lostAt = time.GetTimestamp();
            return true;
        }
    }
}
