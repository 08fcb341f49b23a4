using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>An upstream that sends exactly the given bytes, however malformed, and records what it receives.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly Task _accepting;
    private int _accepted;

    private RawUpstream(Func<RawUpstream, NetworkStream, string, Task<bool>> play)
    {
        _listener.Start();
        Address = $"http://{_listener.LocalEndpoint}/";
        _accepting = AcceptAsync(play);
    }

    public string Address { get; }

    /// <summary>Cancelled when the upstream is disposed.</summary>
    public CancellationToken Stop => _stop.Token;

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The heads of all requests, in order of arrival.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <param name="play">Called with each request's head; returns true to wait for another request on the connection, false to close it.</param>
    public static RawUpstream Start(Func<RawUpstream, NetworkStream, string, Task<bool>> play) => new(play);

    /// <summary>An upstream that sends this after each request and then closes.</summary>
    public static RawUpstream Sends(string answer) => Start(async (_, stream, _) =>
    {
        await WriteAsync(stream, answer);
        return false;
    });

    public static ValueTask WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Closes the connection with a reset (RST).</summary>
    public static void Reset(NetworkStream stream) => stream.Socket.Close(0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<RawUpstream, NetworkStream, string, Task<bool>> play)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                connections.Add(ServeAsync(connection, play));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The listener may have stopped while it accepted a connection.
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection, Func<RawUpstream, NetworkStream, string, Task<bool>> play)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                while (await ReadHeadAsync(stream) is { } head)
                {
                    _heads.Enqueue(head);
                    if (!await play(this, stream, head))
                        return;
                }
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
            {
                _faults.Enqueue(broken);
            }
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        const uint end = 0x0D0A0D0A;
        var head = new StringBuilder();
        var one = new byte[1];
        for (var last = 0u; last != end; last = (last << 8) | one[0])
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
