using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// The positions in the change sequence that this process has seen: a read from a replica must not be older. Its own writes are
/// tracked separately until they have been followed, because a replica may show them later.
/// </summary>
internal sealed class PostgreSqlPositions
{
    private readonly Lock _lock = new();
    private ChangeCursor _followed;
    private ChangeCursor _written;

    /// <summary>Records that a follower of this process has read up to a position.</summary>
    public void Follow(in ChangeCursor place)
    {
        lock (_lock)
        {
            // Positions of a past epoch can no longer be reached.
            if (place.Covers(_written) || (place.Epoch != _followed.Epoch && _written.Epoch == _followed.Epoch))
                _written = default;
            _followed = place;
        }
    }

    /// <summary>Records that this process has written up to a position.</summary>
    public void Write(in ChangeCursor place)
    {
        lock (_lock)
        {
            if (!place.IsNone && place.Covers(_followed) && (_written.Epoch != place.Epoch || place.Covers(_written)))
                _written = place;
        }
    }

    /// <summary>Whether a read as of a position is at least as new as everything this process has seen.</summary>
    public bool AreCoveredBy(in ChangeCursor place)
    {
        lock (_lock)
            return place.Covers(_followed) && place.Covers(_written);
    }
}
