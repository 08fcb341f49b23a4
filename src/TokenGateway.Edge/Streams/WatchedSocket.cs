using System.Runtime.CompilerServices;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// A client's WebSocket as the forwarder sees it. Bytes pass untouched and frames are only counted, until the end is
/// told: then nothing of the client goes on, the client is sent 1008 where its present frame ends (at once between
/// frames), and the upstream too where it stands between frames.
/// </summary>
internal sealed class WatchedSocket(Stream inner) : DelegatingStream(inner)
{
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _ending = new();
    private CancellationTokenSource? _reading;
    private CancellationToken _readingFor;
    private FrameFollower _toClient;
    private FrameFollower _fromClient;
    private Task _lastWord = Task.CompletedTask;
    private bool _isWriting;
    private bool _saidClose;
    private bool _toldUpstream;

    private bool IsEnding => _ending.IsCancellationRequested;

    /// <summary>Begins the end. Returns at once; may be told again.</summary>
    public void End()
    {
        lock (_turn)
        {
            if (IsEnding)
                return;
            // Off this thread: what waits for bytes of the client goes on inside of it.
            _ = _ending.CancelAsync();
            if (!_isWriting && MaySayClose())
                _lastWord = SayCloseAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Once the forwarder is done: reads on until the client has closed its side, so that what it still had under way
    /// does not make the connection's end destroy the close frame. Never throws.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task LingerAsync(CancellationToken cancellationToken)
    {
        if (!IsEnding)
            return;
        try
        {
            await _lastWord;
            var buffer = new byte[4096];
            while (!_fromClient.SawClose && await base.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                _fromClient.TakeAll(buffer.AsSpan(0, count));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client is gone, or has had its time.
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsEnding)
            return Farewell(buffer.Span);
        try
        {
            var count = await base.ReadAsync(buffer, UntilEndOr(cancellationToken));
            if (!IsEnding || count == 0)
            {
                _fromClient.TakeAll(buffer.Span[..count]);
                return count;
            }

            // Read in the moment of the end: it stays here.
            var before = _fromClient;
            before.TakeAll(buffer.Span[..count]);
            var said = Farewell(buffer.Span);
            _fromClient = before;
            return said;
        }
        catch (OperationCanceledException) when (IsEnding && !cancellationToken.IsCancellationRequested)
        {
            return Farewell(buffer.Span);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var passing = BeginWrite(buffer.Span);
        if (passing == 0)
            return;
        try
        {
            await base.WriteAsync(buffer[..passing], cancellationToken);
        }
        finally
        {
            if (EndWrite())
                await SayCloseAsync(cancellationToken);
        }
    }

    // The forwarder is done with it; at the end somebody still lingers below.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reading?.Dispose();
        if (!IsEnding)
            base.Dispose(disposing);
    }

    // How many bytes pass: all; at the end those up to the border, then none.
    private int BeginWrite(ReadOnlySpan<byte> bytes)
    {
        lock (_turn)
        {
            if (_saidClose || (IsEnding && _toClient.IsBetweenFrames))
                return 0;
            _isWriting = true;
            if (IsEnding)
                return _toClient.Take(bytes);
            _toClient.TakeAll(bytes);
            return bytes.Length;
        }
    }

    private bool EndWrite()
    {
        lock (_turn)
        {
            _isWriting = false;
            return IsEnding && MaySayClose();
        }
    }

    // True once.
    private bool MaySayClose()
    {
        if (_saidClose || !_toClient.IsBetweenFrames || _toClient.SawClose)
            return false;
        _saidClose = true;
        return true;
    }

    private async Task SayCloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(CloseFrame.ToClient, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody is left to tell.
        }
    }

    // What the upstream gets in place of the client's bytes: 1008, then the end.
    private int Farewell(Span<byte> buffer)
    {
        if (_toldUpstream || buffer.Length < CloseFrame.MaskedLength)
            return 0;
        _toldUpstream = true;
        if (!_fromClient.IsBetweenFrames || _fromClient.SawClose)
            return 0;
        CloseFrame.WriteMasked(buffer);
        return CloseFrame.MaskedLength;
    }

    // One for all reads of a forwarder, which gives the same token to each.
    private CancellationToken UntilEndOr(CancellationToken cancellationToken)
    {
        if (_reading is null || _readingFor != cancellationToken)
        {
            _reading?.Dispose();
            _reading = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, cancellationToken);
            _readingFor = cancellationToken;
        }

        return _reading.Token;
    }
}
