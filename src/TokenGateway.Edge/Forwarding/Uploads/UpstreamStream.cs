using System.Net.Sockets;
using System.Runtime.CompilerServices;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// An HTTP/1.1 connection to an upstream that may respond before it has received the whole request (RFC 9112, 9.5): too
/// large, not allowed, moved. The HTTP client reads no response before it has sent the request, and fails if the upstream
/// closes the connection meanwhile, so this stream looks for the response while a body is sent. If it is an error or a
/// redirect, or if sending fails, the rest of the body is dropped and the response announces that the connection closes.
/// Requests without a body pay only for one check.
/// </summary>
internal sealed class UpstreamStream(Stream inner) : DelegatingStream(inner)
{
    private readonly Lock _gate = new();

    /// <summary>The upload that is being sent, or was last sent, on this connection.</summary>
    private Upload? _upload;
    private AnswerHead _head;

    /// <summary>True: its final response has begun; false: the connection ended without one; null: no upload yet.</summary>
    private TaskCompletionSource<bool>? _answered;

    /// <summary>A read by the HTTP client is in progress, or one of ours for an early response.</summary>
    private bool _isRead;
    private Task? _ownRead;

    /// <summary>Read, but not yet passed to the HTTP client.</summary>
    private HeldBytes _held;
    private bool _isEnded;
    private Exception? _failure;

    /// <summary>The body ends here; later writes are discarded.</summary>
    private bool _isStopped;

    /// <summary>The HTTP client reads ahead on a reused connection before it sends anything.</summary>
    private bool _isUsed;

    private static ReadOnlySpan<byte> CloseField => "Connection: close\r\n"u8;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_upload is not null)
            return ReadBesideUploadAsync(buffer, cancellationToken);
        _isRead = true;
        var reading = base.ReadAsync(buffer, cancellationToken);
        if (!reading.IsCompletedSuccessfully)
            return EndReadAsync(reading, buffer);
        _isRead = false;
        return reading;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var upload = Upload.Current;
        if (upload is not null && ReferenceEquals(upload, _upload))
            return WriteBodyAsync(upload, buffer, cancellationToken);

        // The request head. If sending it fails, the HTTP client uses another connection.
        if (!ReferenceEquals(upload, _upload))
            Begin(upload);
        _isUsed = true;
        return base.WriteAsync(buffer, cancellationToken);
    }

    private void Begin(Upload? upload)
    {
        lock (_gate)
        {
            if (_isStopped)
                throw new IOException("The upstream closed the connection after responding before the whole request.");
            _upload = upload;
            if (upload is null)
                return;
            _head = _isUsed && !_isRead ? AnswerHead.Unknown : default;
            _answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

            // The client may send nothing after the head. With "Expect: 100-continue", the HTTP client reads itself.
            if (!upload.WaitsForContinue)
                LookForAnswer();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> EndReadAsync(ValueTask<int> reading, Memory<byte> buffer)
    {
        int count;
        try
        {
            count = await reading;
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _isRead = false;
                _failure = failure;
                _answered?.TrySetResult(false);
            }

            throw;
        }

        return _upload is null ? Plain(count) : Look(buffer, count);
    }

    private int Plain(int count)
    {
        _isRead = false;
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadBesideUploadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? own;
            lock (_gate)
            {
                if (!_held.IsEmpty)
                    return _held.Give(buffer.Span);
                if (_failure is not null)
                    throw new IOException("The connection to the upstream broke.", _failure);
                if (_isEnded)
                    return 0;
                own = _ownRead;
                _isRead = own is null;
            }

            if (own is null)
                return await EndReadAsync(base.ReadAsync(buffer, cancellationToken), buffer);
            await own.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The bytes that the HTTP client gets of those that it read.</summary>
    private int Look(Memory<byte> buffer, int count)
    {
        lock (_gate)
        {
            _isRead = false;
            if (buffer.Length == 0)
                return count;
            if (count == 0)
            {
                _isEnded = true;
                _answered?.TrySetResult(_head.Status is not null);
                return count;
            }

            var end = LookInto(buffer.Span[..count]);
            if (end < 0)
                return count;

            // The rest of the head follows our own field.
            _held.Set(CloseField, buffer.Span[end..count]);
            return end;
        }
    }

    /// <returns>The position for announcing the end of the connection; -1: it stays open.</returns>
    private int LookInto(ReadOnlySpan<byte> bytes)
    {
        if (_head.Status is not null)
            return -1;
        var end = _head.Read(bytes);
        if (_head.Status is not > 0)
            return -1;
        _answered?.TrySetResult(true);
        if (_head.Status < 300 || _upload!.IsSent)
            return -1;
        Stop();
        return end;
    }

    private void Stop()
    {
        _isStopped = true;
        _upload!.Stop();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteBodyAsync(Upload upload, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isStopped)
                return;
            if (!upload.IsSent)
                LookForAnswer();
        }

        try
        {
            if (cancellationToken.CanBeCanceled)
                await base.WriteAsync(buffer, cancellationToken);
            else
                await base.WriteAsync(buffer, upload.Stopped);
        }
        catch (OperationCanceledException) when (upload.IsStopped)
        {
            // The upstream accepts no more data.
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            if (!await IsAnsweredAsync())
                throw;
            lock (_gate)
                Stop();
        }
    }

    private void LookForAnswer()
    {
        if (!_isRead && _ownRead is null && _head.Status is null && !_isEnded && _failure is null)
            _ownRead = ReadOwnAsync();
    }

    // An upstream that closes a connection after a response has sent the response before.
    private Task<bool> IsAnsweredAsync()
    {
        lock (_gate)
        {
            LookForAnswer();
            if (_isEnded || _failure is not null)
                _answered?.TrySetResult(_head.Status is not null);
        }

        return _answered!.Task;
    }

    private async Task ReadOwnAsync()
    {
        // Outside the caller's lock.
        await Task.Yield();
        try
        {
            while (true)
            {
                Memory<byte> room;
                lock (_gate)
                    room = _held.Room(reserve: CloseField.Length);

                var count = room.Length == 0 ? 0 : await base.ReadAsync(room);
                if (Keep(room, count))
                    return;
            }
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _failure = failure;
                _ownRead = null;
                _answered?.TrySetResult(false);
            }
        }
    }

    /// <returns>True: the HTTP client may continue to read itself.</returns>
    private bool Keep(Memory<byte> room, int count)
    {
        lock (_gate)
        {
            if (count == 0)
            {
                _isEnded = room.Length > 0;
                _ownRead = null;
                _answered?.TrySetResult(_head.Status is not null);
                return true;
            }

            var end = LookInto(room.Span[..count]);
            if (end >= 0)
                _held.Add(count, end, CloseField);
            else
                _held.Add(count);
            if (_head.Status is null)
                return false;
            _ownRead = null;
            return true;
        }
    }
}
