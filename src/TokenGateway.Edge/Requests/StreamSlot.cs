using Microsoft.AspNetCore.Http.Features;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// Says of a request, whose object is used again and again, whether it is under way and whether it is watched. Whoever
/// finds it from outside pins it by <see cref="Pin"/>; to a request that nobody watched this costs two words written.
/// </summary>
internal sealed class StreamSlot
{
    private const int Idle = 0;
    private const int UnderWay = 1;
    private const int Watched = 2;

    private readonly Lock _pinning = new();
    private int _state;
    private IFeatureCollection? _features;
    private object? _watcher;

    /// <summary>Forwarded at this moment, and nobody watches it yet.</summary>
    public bool IsUnwatched => Volatile.Read(ref _state) == UnderWay;

    /// <summary>What was written to the request before is seen by whoever pins it.</summary>
    public void Enter(IFeatureCollection features)
    {
        _features = features;
        Volatile.Write(ref _state, UnderWay);
    }

    /// <summary>Ends it; false: it is watched, and <see cref="Unpin"/> ends it.</summary>
    public bool TryLeave() => Interlocked.CompareExchange(ref _state, Idle, UnderWay) != Watched;

    /// <summary>
    /// Makes the request wait in its end until it is unpinned. Between a look at it and this it may have ended and another
    /// one begun: then that one is pinned, which is as good.
    /// </summary>
    /// <param name="watch">Makes what watches it from now on, if nothing does yet.</param>
    /// <returns>What watches it now; null: it has ended.</returns>
    public TWatcher? Pin<TWatcher>(Func<IFeatureCollection, TWatcher> watch)
        where TWatcher : class
    {
        lock (_pinning)
        {
            if (Interlocked.CompareExchange(ref _state, Watched, UnderWay) == UnderWay)
                _watcher = watch(_features!);
            return (TWatcher?)_watcher;
        }
    }

    /// <summary>What watches a request that did not leave.</summary>
    public TWatcher Pinned<TWatcher>()
        where TWatcher : class
    {
        lock (_pinning)
            return (TWatcher)_watcher!;
    }

    /// <summary>Ends a watched request.</summary>
    public void Unpin()
    {
        lock (_pinning)
        {
            _watcher = null;
            Volatile.Write(ref _state, Idle);
        }
    }
}
