using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// What this process has seen of the sequence: what is read near must not be older. Its own writes are kept apart until they
/// have been followed, because what is near may show them later.
/// </summary>
internal sealed class PostgreSqlPlaces
{
    private readonly Lock _lock = new();
    private ChangeCursor _followed;
    private ChangeCursor _written;

    /// <summary>A follower of this process has read up to here.</summary>
    public void Follow(in ChangeCursor place)
    {
        lock (_lock)
        {
            // Of an epoch that is over nothing can be waited for.
            if (place.Covers(_written) || (place.Epoch != _followed.Epoch && _written.Epoch == _followed.Epoch))
                _written = default;
            _followed = place;
        }
    }

    /// <summary>This process has written up to here.</summary>
    public void Write(in ChangeCursor place)
    {
        lock (_lock)
        {
            if (!place.IsNone && place.Covers(_followed) && (_written.Epoch != place.Epoch || place.Covers(_written)))
                _written = place;
        }
    }

    /// <summary>Whether what is as of that place is as new as all that this process has seen.</summary>
    public bool AreCoveredBy(in ChangeCursor place)
    {
        lock (_lock)
            return place.Covers(_followed) && place.Covers(_written);
    }
}
