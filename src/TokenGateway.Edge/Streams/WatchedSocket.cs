using System.Runtime.CompilerServices;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// A client's WebSocket as the forwarder sees it. Bytes pass unchanged and frames are only counted until the gateway
/// closes the stream: then no more client data is forwarded, the client gets 1008 at the end of its current frame (at once between
/// frames), and so is the upstream if it is between frames.
/// </summary>
internal sealed class WatchedSocket(Stream inner) : DelegatingStream(inner)
{
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _ending = new();
    private CancellationTokenSource? _reading;
    private CancellationToken _readingFor;
    private FrameFollower _toClient;
    private FrameFollower _fromClient;
    private Task _closing = Task.CompletedTask;
    private bool _isWriting;
    private bool _sentClose;
    private bool _sentUpstreamClose;

    private bool IsEnding => _ending.IsCancellationRequested;

    /// <summary>Begins to end the stream. Returns at once; may be called again.</summary>
    public void End()
    {
        lock (_turn)
        {
            if (IsEnding)
                return;
            // On another thread: continuations that wait for client bytes run inside the cancellation.
            _ = _ending.CancelAsync();
            if (!_isWriting && TryBeginClose())
                _closing = SendCloseAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// After the forwarder is done, reads until the client has closed its side: otherwise unread client data would reset
    /// the connection and discard the close frame. Never throws.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task LingerAsync(CancellationToken cancellationToken)
    {
        if (!IsEnding)
            return;
        try
        {
            await _closing;
            var buffer = new byte[4096];
            while (!_fromClient.SawClose && await base.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                _fromClient.TakeAll(buffer.AsSpan(0, count));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client has disconnected, or its time is over.
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsEnding)
            return WriteUpstreamClose(buffer.Span);
        try
        {
            var count = await base.ReadAsync(buffer, UntilEndOr(cancellationToken));
            if (!IsEnding || count == 0)
            {
                _fromClient.TakeAll(buffer.Span[..count]);
                return count;
            }

            // Read just before the end: not forwarded.
            var before = _fromClient;
            before.TakeAll(buffer.Span[..count]);
            var written = WriteUpstreamClose(buffer.Span);
            _fromClient = before;
            return written;
        }
        catch (OperationCanceledException) when (IsEnding && !cancellationToken.IsCancellationRequested)
        {
            return WriteUpstreamClose(buffer.Span);
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
                await SendCloseAsync(cancellationToken);
        }
    }

    // The forwarder is done with it; after an end, LingerAsync still reads the stream below.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reading?.Dispose();
        if (!IsEnding)
            base.Dispose(disposing);
    }

    // The number of bytes that pass: all; while ending, those up to the frame boundary, then none.
    private int BeginWrite(ReadOnlySpan<byte> bytes)
    {
        lock (_turn)
        {
            if (_sentClose || (IsEnding && _toClient.IsBetweenFrames))
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
            return IsEnding && TryBeginClose();
        }
    }

    // True only once.
    private bool TryBeginClose()
    {
        if (_sentClose || !_toClient.IsBetweenFrames || _toClient.SawClose)
            return false;
        _sentClose = true;
        return true;
    }

    private async Task SendCloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(CloseFrame.ToClient, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client has disconnected.
        }
    }

    // Replaces the client's bytes for the upstream: 1008, then the end of the stream.
    private int WriteUpstreamClose(Span<byte> buffer)
    {
        if (_sentUpstreamClose || buffer.Length < CloseFrame.MaskedLength)
            return 0;
        _sentUpstreamClose = true;
        if (!_fromClient.IsBetweenFrames || _fromClient.SawClose)
            return 0;
        CloseFrame.WriteMasked(buffer);
        return CloseFrame.MaskedLength;
    }

    // One source for all reads of a forwarder, which passes the same token each time.
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
