using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// A forwarded request that is watched: its last decision, and how to end it. Does not touch the request after it is
/// closed, since its objects then serve the next one.
/// </summary>
internal sealed class OpenStream
{
    /// <summary>RFC 9113, 7: the stream is no longer needed.</summary>
    private const int Cancel = 8;

    private readonly Lock _holding = new();
    private readonly EdgeRequest _request;

    // A separate context over the same features: the request's own is not thread-safe.
    private readonly DefaultHttpContext _context;
    private WatchedSocket? _socket;
    private bool _isClosed;

    /// <summary>Only while the request cannot end: see <see cref="StreamSlot.Pin{TWatcher}"/>.</summary>
    public OpenStream(IFeatureCollection features, EdgeRequest request)
    {
        _context = new DefaultHttpContext(features);
        _request = request;
        (Route, Snapshot) = (request.Route!, request.Snapshot);
        Model = Route.Model;
        StartedAt = request.StartedAt;
        if (Snapshot is not null)
            Digest = TokenDigest.Of(request.Credential.PresentedToken);
    }

    /// <summary>The route that admitted it.</summary>
    public GatewayRoute Route { get; }

    public long StartedAt { get; }

    /// <summary>Identifies the token for later checks; the value itself stays with the request.</summary>
    public TokenDigest Digest { get; }

    /// <summary>The token when it was last valid; null: the request had none.</summary>
    public TokenSnapshot? Snapshot { get; private set; }

    /// <summary>The generation of its last decision.</summary>
    public GatewayModel Model { get; private set; }

    /// <summary>A store lookup is in progress.</summary>
    public bool IsLookingUp { get; set; }

    /// <summary>The time of the last store lookup, as a timestamp of the clock.</summary>
    public long? LookedUpAt { get; set; }

    /// <summary>Since when the token's state is unknown; null: it is known.</summary>
    public long? UnknownSince { get; set; }

    /// <summary>When ending it began; null: it continues.</summary>
    public long? EndedAt { get; private set; }

    /// <summary>Its index in the list of open streams.</summary>
    public int Place { get; set; }

    /// <summary>Called after an upgrade: from then on, the stream ends with a close frame.</summary>
    public void Attach(WatchedSocket socket)
    {
        lock (_holding)
        {
            _socket = socket;
            if (EndedAt is not null)
                socket.End();
        }
    }

    /// <summary>Decides again; null: it may continue.</summary>
    /// <param name="model">The current generation.</param>
    /// <param name="snapshot">The token in that generation; null: none.</param>
    public string? Decide(GatewayModel model, TokenSnapshot? snapshot)
    {
        lock (_holding)
        {
            if (_isClosed)
                return null;
            if (StreamRules.WhyNot(Facts(), this, _request.IsForwardedPreflight, model, snapshot) is { } reason)
                return reason;
            (Model, Snapshot, UnknownSince) = (model, snapshot, null);
            return null;
        }
    }

    /// <summary>Begins to end it; false: it has already ended, or ending it has begun.</summary>
    public bool TryEnd(string reason, long now)
    {
        lock (_holding)
        {
            if (_isClosed || EndedAt is not null)
                return false;
            EndedAt = now;
            _request.EndedBy = reason;
            if (_socket is not null)
                _socket.End();
            else
                Abort();
            return true;
        }
    }

    /// <summary>For a WebSocket that reached no frame boundary, or whose client does not close its side.</summary>
    public void EndAbruptly()
    {
        lock (_holding)
        {
            if (!_isClosed)
                Abort();
        }
    }

    /// <summary>After the close of a WebSocket began, waits for the client's close frame.</summary>
    public Task LingerAsync(CancellationToken cancellationToken) => _socket?.LingerAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The request has ended: do not touch it again.</summary>
    public void Close()
    {
        lock (_holding)
            _isClosed = true;
    }

    // The readings of its path were compared when it was admitted.
    private RequestFacts Facts() => _request.Facts(_context) with { Features = TargetFeatures.None };

    // Over HTTP/2 only this stream; over HTTP/1.1 the connection, where no other message is possible.
    private void Abort()
    {
        if (HttpProtocol.IsHttp2(_context.Request.Protocol) && _context.Features.Get<IHttpResetFeature>() is { } stream)
            stream.Reset(Cancel);
        else
            _context.Abort();
    }
}
