using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// The watched requests: upgraded ones, and those that the heartbeat of their connection, once a second, finds older than
/// <see cref="Ordinary"/>. A request that ends earlier costs no list entry, lock or memory.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class OpenStreams
{
    /// <summary>A younger request is left to the next heartbeat.</summary>
    public static readonly TimeSpan Ordinary = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the client of a WebSocket has to close its side before the connection is aborted.</summary>
    public static readonly TimeSpan CloseGrace = TimeSpan.FromMilliseconds(750);

    private readonly Lock _changing = new();
    private readonly List<OpenStream> _open = [];
    private readonly TimeProvider _time;
    private readonly Action<object> _beat;

    // Completes a wait for the first stream.
    private TaskCompletionSource? _first;

    public OpenStreams(TimeProvider time)
    {
        _time = time;
        Action<EdgeExchange> look = Look;
        _beat = connection => ((EdgeConnection)connection).ForEachExchange(look);
    }

    public int Count => _open.Count;

    /// <summary>Waits until there is an open stream.</summary>
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

    /// <summary>Call before a request is forwarded.</summary>
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

    // Observes an upgrade.
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

    /// <summary>Watches another protocol, whose frame boundaries are unknown: it ends with its connection.</summary>
    public Stream WatchOther(EdgeRequest request, Stream stream)
    {
        Pin(request);
        return stream;
    }

    /// <summary>Call after a request was forwarded, completely or not.</summary>
    public ValueTask LeaveAsync(EdgeRequest request) => request.Slot.TryLeave() ? ValueTask.CompletedTask : CloseAsync(request);

    /// <summary>Replaces the content of a list with the currently open streams.</summary>
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
