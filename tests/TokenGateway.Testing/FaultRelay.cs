using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace TokenGateway.Testing;

/// <summary>
/// A relay between a client and a server on this machine that can delay traffic and cut connections. It delays only responses, so
/// that the delay applies once per exchange; throughput is not limited.
/// </summary>
internal sealed class FaultRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly int _to;
    private readonly Task _accepting;
    private (TimeSpan Delay, TimeSpan Jitter) _late;
    private volatile bool _isCut;

    private FaultRelay(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static FaultRelay To(int port) => new(port);

    /// <summary>Sets the delay of responses from now on.</summary>
    /// <param name="delay">The minimum delay.</param>
    /// <param name="jitter">The maximum additional delay, random per chunk; the order is preserved.</param>
    public void Delay(TimeSpan delay, TimeSpan jitter = default) => _late = (delay, jitter);

    /// <summary>Resets every connection; new ones are accepted.</summary>
    public void Sever()
    {
        foreach (var client in _open.Keys)
            Reset(client);
    }

    /// <summary>Resets every connection, including new ones, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        Sever();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Sever();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = ServeAsync(client).ContinueWith(ended => _ = ended.Exception, TaskScheduler.Default);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _open[client] = true;
        try
        {
            if (_isCut)
                return;
            await server.ConnectAsync(IPAddress.Loopback, _to, _end.Token);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(near.CopyToAsync(far, _end.Token), AnswerAsync(far, near));
        }
        catch (SocketException)
        {
            // The server is unavailable: the client's connection is reset, as its machine would do.
        }
        finally
        {
            _open.TryRemove(client, out _);
            Reset(client);
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        var pieces = Channel.CreateUnbounded<Piece>();
        var writing = WriteAsync(pieces.Reader, to);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
                pieces.Writer.TryWrite(new Piece(buffer[..length], Stopwatch.GetTimestamp(), LateBy()));
        }
        finally
        {
            pieces.Writer.Complete();
            await writing;
        }
    }

    private async Task WriteAsync(ChannelReader<Piece> pieces, NetworkStream to)
    {
        await foreach (var piece in pieces.ReadAllAsync(_end.Token))
        {
            if (piece.LateBy - Stopwatch.GetElapsedTime(piece.ReadAt) is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, _end.Token);
            await to.WriteAsync(piece.Bytes, _end.Token);
        }
    }

    private TimeSpan LateBy() => _late is var (delay, jitter) && delay + jitter > TimeSpan.Zero ? delay + (jitter * Random.Shared.NextDouble()) : TimeSpan.Zero;

    private static void Reset(TcpClient client)
    {
        try
        {
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // The other side has already closed it.
        }
    }

    private sealed record Piece(byte[] Bytes, long ReadAt, TimeSpan LateBy);
}
