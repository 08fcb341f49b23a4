using Microsoft.AspNetCore.Http.Features;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// The state of a request, whose object is reused: in progress or not, watched or not. Other threads must <see cref="Pin"/>
/// it first. An unwatched request pays only two writes.
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

    /// <summary>In progress and not watched yet.</summary>
    public bool IsUnwatched => Volatile.Read(ref _state) == UnderWay;

    /// <summary>Publishes earlier writes to the request to the thread that pins it.</summary>
    public void Enter(IFeatureCollection features)
    {
        _features = features;
        Volatile.Write(ref _state, UnderWay);
    }

    /// <summary>Ends it; false: it is watched, and <see cref="Unpin"/> ends it.</summary>
    public bool TryLeave() => Interlocked.CompareExchange(ref _state, Idle, UnderWay) != Watched;

    /// <summary>
    /// Keeps the request from ending until it is unpinned. It may already have ended and another begun since the caller
    /// looked; that one is then pinned, which is just as valid.
    /// </summary>
    /// <param name="watch">Creates the watcher if there is none.</param>
    /// <returns>The current watcher; null: the request has ended.</returns>
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

    /// <summary>The watcher of a request that did not leave.</summary>
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
