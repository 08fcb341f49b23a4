using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// A request that lives long enough to be watched: what was decided about it last, and how it is ended. Nothing here
/// touches the request once it is closed, for its objects then serve the next one.
/// </summary>
internal sealed class OpenStream
{
    /// <summary>RFC 9113, 7: the stream is no longer needed.</summary>
    private const int Cancel = 8;

    private readonly Lock _holding = new();
    private readonly EdgeRequest _request;

    // One of its own over the same features: the one of the request is not made for two threads.
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

    /// <summary>The route that it was let in by.</summary>
    public GatewayRoute Route { get; }

    public long StartedAt { get; }

    /// <summary>What its token is asked again by; the value itself stays with the request.</summary>
    public TokenDigest Digest { get; }

    /// <summary>The token as it was last found good; null: it came without one.</summary>
    public TokenSnapshot? Snapshot { get; private set; }

    /// <summary>The generation by which it was last decided.</summary>
    public GatewayModel Model { get; private set; }

    /// <summary>The store is being asked.</summary>
    public bool IsAsking { get; set; }

    /// <summary>When the store was last asked, in the clock's timestamps.</summary>
    public long? AskedAt { get; set; }

    /// <summary>Since when nobody can say whether the token is good; null: it was said.</summary>
    public long? DoubtedSince { get; set; }

    /// <summary>When its end began; null: it goes on.</summary>
    public long? EndedAt { get; private set; }

    /// <summary>Its place among the open ones.</summary>
    public int Place { get; set; }

    /// <summary>Once the connection was upgraded: from then on the end is said in frames.</summary>
    public void Attach(WatchedSocket socket)
    {
        lock (_holding)
        {
            _socket = socket;
            if (EndedAt is not null)
                socket.End();
        }
    }

    /// <summary>Decides again; null: it goes on as decided.</summary>
    /// <param name="model">The generation in force.</param>
    /// <param name="snapshot">The token as that generation sees it; null: none.</param>
    public string? Decide(GatewayModel model, TokenSnapshot? snapshot)
    {
        lock (_holding)
        {
            if (_isClosed)
                return null;
            if (StreamRules.WhyNot(Facts(), this, _request.IsForwardedPreflight, model, snapshot) is { } reason)
                return reason;
            (Model, Snapshot, DoubtedSince) = (model, snapshot, null);
            return null;
        }
    }

    /// <summary>Begins its end; false: it has ended by itself, or its end has begun before.</summary>
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
                CutOff();
            return true;
        }
    }

    /// <summary>For a socket that did not come to a border, or whose client does not close its side.</summary>
    public void EndAbruptly()
    {
        lock (_holding)
        {
            if (!_isClosed)
                CutOff();
        }
    }

    /// <summary>Waits, at the end of a socket that was told to end, for the client's side of it.</summary>
    public Task LingerAsync(CancellationToken cancellationToken) => _socket?.LingerAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The request has ended: from now on nothing of it is touched.</summary>
    public void Close()
    {
        lock (_holding)
            _isClosed = true;
    }

    // The readings of its path were compared when it was let in.
    private RequestFacts Facts() => _request.Facts(_context) with { Features = TargetFeatures.None };

    // Over HTTP/2 only this stream; over HTTP/1.1 the connection, in which nothing else could be said.
    private void CutOff()
    {
        if (HttpProtocol.IsHttp2(_context.Request.Protocol) && _context.Features.Get<IHttpResetFeature>() is { } stream)
            stream.Reset(Cancel);
        else
            _context.Abort();
    }
}
