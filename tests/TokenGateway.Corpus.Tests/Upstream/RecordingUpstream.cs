using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenGateway.Corpus.Tests.Upstream;

/// <summary>
/// A server that keeps every byte it gets. It has a port for each route, so that a request tells which route decided.
/// Answers 200 "ok" to whatever is a request, or 101 to an upgrade (and then holds the connection where <c>X-Hold</c>
/// asks for it), and notes what is none.
/// </summary>
internal sealed class RecordingUpstream : IAsyncDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Upstream: yes\r\n";
    private const string Switched =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nX-Upstream: yes\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly ConcurrentQueue<UpstreamRequest> _requests = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _cut = new();
    private readonly ConcurrentDictionary<RequestReader, bool> _open = new();
    private int _accepted;

    /// <summary>Connections opened so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Whether no connection is in the middle of a request.</summary>
    public bool IsSettled => _open.Keys.All(reader => reader.IsAtRest);

    /// <summary>The address of the route's cluster, with a slash at the end.</summary>
    public string Listen(string route)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _listeners.Add(listener);
        _ = AcceptAsync(listener, route);
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }

    /// <summary>What came since the last call: requests, those whose body did not come whole, and bytes that are none.</summary>
    public (IReadOnlyList<UpstreamRequest> Requests, IReadOnlyList<string> Cut, IReadOnlyList<string> Faults) Take() =>
        (Drain(_requests), Drain(_cut), Drain(_faults));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners)
            listener.Dispose();
        _stop.Dispose();
    }

    private static List<T> Drain<T>(ConcurrentQueue<T> queue)
    {
        var taken = new List<T>();
        while (queue.TryDequeue(out var one))
            taken.Add(one);
        return taken;
    }

    private async Task AcceptAsync(TcpListener listener, string route)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(socket, route, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket, string route, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var reader = new RequestReader(stream, route);
        _open.TryAdd(reader, true);
        try
        {
            while (await reader.ReadAsync(stop) is { } request)
            {
                _requests.Enqueue(request);
                var upgraded = request.ValuesOf("Upgrade").Any();
                await stream.WriteAsync(Encoding.Latin1.GetBytes(upgraded ? SwitchTo(request) : AnswerTo(request)), stop);
                if (!upgraded)
                    continue;
                if (request.ValuesOf("X-Hold").Any())
                    await HoldAsync(stream, stop);
                return;
            }
        }
        catch (CutRequestException e)
        {
            _cut.Enqueue(e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException and not EndOfStreamException)
        {
            // Stopped, or the gateway dropped the connection between two requests.
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or OverflowException)
        {
            _faults.Enqueue($"[{route}] {e.Message}");
        }
        finally
        {
            _open.TryRemove(reader, out _);
        }
    }

    private static async Task HoldAsync(NetworkStream stream, CancellationToken stop)
    {
        var buffer = new byte[100];
        while (await stream.ReadAsync(buffer, stop) > 0)
        {
        }
    }

    // To what was asked for, or to what a case says in X-Switch: "-" for a switch that names no protocol.
    private static string SwitchTo(UpstreamRequest request) => request.ValuesOf("X-Switch").FirstOrDefault(request.ValuesOf("Upgrade").First()) switch
    {
        "-" => $"{Switched}\r\n",
        var protocol => $"{Switched}Upgrade: {protocol}\r\n\r\n",
    };

    // A case may ask for an answer with one more header: X-Play says it, with "=" for the first colon.
    private static string AnswerTo(UpstreamRequest request)
    {
        var extra = string.Concat(request.ValuesOf("X-Play").Select(one => one.Split('=', 2)).Select(one => $"{one[0]}: {one[1]}\r\n"));
        return Ok + extra + "\r\n" + (request.Method == "HEAD" ? "" : "ok");
    }
}
