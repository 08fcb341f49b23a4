namespace TokenGateway.Storage.Redis;

/// <summary>
/// Decides whether a server that must respond quickly is called at all. It counts as lost after a few consecutive failures, and as
/// available after one response.
/// </summary>
/// <remarks>A paused server executes abandoned commands when it continues, so only few are sent to one.</remarks>
internal sealed class RedisHealth(TimeProvider time)
{
    private const int FailuresUntilLost = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isKnown;
    private long _lostAt = time.GetTimestamp();
    private volatile bool _isAvailable;

    /// <summary>Whether the server is available; false until the first response.</summary>
    public bool IsAvailable => _isAvailable;

    /// <returns>The duration of the outage; null if there was none.</returns>
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

    /// <returns>Whether the server now counts as lost.</returns>
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
