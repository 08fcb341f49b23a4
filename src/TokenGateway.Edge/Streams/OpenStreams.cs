using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// The requests that are watched: those that were upgraded, and those that the beat of their connection, once a second,
/// finds older than <see cref="Ordinary"/>. A request that is over before costs no list, no lock and no memory.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class OpenStreams
{
    /// <summary>What is younger at a beat is left to the next one.</summary>
    public static readonly TimeSpan Ordinary = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a socket's client has for its part of the end, before the connection is cut.</summary>
    public static readonly TimeSpan CloseGrace = TimeSpan.FromMilliseconds(750);

    private readonly Lock _changing = new();
    private readonly List<OpenStream> _open = [];
    private readonly TimeProvider _time;
    private readonly Action<object> _beat;

    // Who waits for the first one.
    private TaskCompletionSource? _first;

    public OpenStreams(TimeProvider time)
    {
        _time = time;
        Action<EdgeExchange> look = Look;
        _beat = connection => ((EdgeConnection)connection).ForEachExchange(look);
    }

    public int Count => _open.Count;

    /// <summary>Returns when there is one.</summary>
    public Task WaitForOneAsync(CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            if (_open.Count > 0)
                return Task.CompletedTask;
            _first ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _first.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A request is about to be forwarded.</summary>
    public void Enter(HttpContext context, EdgeRequest request)
    {
        request.Slot.Enter(context.Features);
        if (request.Upgrade is not null)
            ExpectSocket(context, request);
        if (request.Connection.IsWatched)
            return;
        if (context.Features.Get<IConnectionHeartbeatFeature>() is not { } heart)
            Pin(request);
        else if (request.Connection.TakeWatch())
            heart.OnHeartbeat(_beat, request.Connection);
    }

    // The upgrade, if it comes, is noticed.
    private void ExpectSocket(HttpContext context, EdgeRequest request)
    {
        if (request.IsSocketByConnect && context.Features.Get<IHttpExtendedConnectFeature>() is { } connect)
            context.Features.Set<IHttpExtendedConnectFeature>(new WatchedConnect(connect, request, this));
        else if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new WatchedUpgrade(upgrade, request, this));
    }

    public WatchedSocket WatchSocket(EdgeRequest request, Stream stream)
    {
        var socket = new WatchedSocket(stream);
        Pin(request)?.Attach(socket);
        return socket;
    }

    /// <summary>Another protocol, whose borders nobody here knows: its end is the connection's.</summary>
    public Stream WatchOther(EdgeRequest request, Stream stream)
    {
        Pin(request);
        return stream;
    }

    /// <summary>A request was forwarded, to its end or not.</summary>
    public ValueTask LeaveAsync(EdgeRequest request) => request.Slot.TryLeave() ? ValueTask.CompletedTask : CloseAsync(request);

    /// <summary>Replaces the content of a list by those open at this moment.</summary>
    public void CopyTo(List<OpenStream> list)
    {
        list.Clear();
        lock (_changing)
            list.AddRange(_open);
    }

    private void Look(EdgeExchange exchange)
    {
        var request = exchange.Request;
        if (request.Slot.IsUnwatched && _time.GetElapsedTime(request.StartedAt) >= Ordinary)
            Pin(request);
    }

    private async ValueTask CloseAsync(EdgeRequest request)
    {
        var stream = request.Slot.Pinned<OpenStream>();
        if (stream.EndedAt is not null)
        {
            using var limit = new CancellationTokenSource(CloseGrace, _time);
            await stream.LingerAsync(limit.Token);
        }

        request.Slot.Unpin();
        stream.Close();
        Remove(stream);
    }

    internal OpenStream? Pin(EdgeRequest request) => request.Slot.Pin(features => Add(new OpenStream(features, request)));

    private OpenStream Add(OpenStream stream)
    {
        lock (_changing)
        {
            stream.Place = _open.Count;
            _open.Add(stream);
            _first?.SetResult();
            _first = null;
        }

        return stream;
    }

    private void Remove(OpenStream stream)
    {
        lock (_changing)
        {
            var last = _open[^1];
            (_open[stream.Place], last.Place) = (last, stream.Place);
            _open.RemoveAt(_open.Count - 1);
        }
    }
}
