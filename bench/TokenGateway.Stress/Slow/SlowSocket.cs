using System.Net.Sockets;
using System.Text;
using TokenGateway.Stress.Clients;

namespace TokenGateway.Stress.Slow;

/// <summary>One slow client. Each step sends or reads a single byte.</summary>
internal sealed class SlowSocket : IDisposable
{
    private const int SmallWindow = 4096;

    // The body that is promised, and the answer that is asked for.
    private const int Megabytes = 64;

    private static readonly byte[] OneByte = "a"u8.ToArray();

    private readonly Socket _socket;

    private SlowSocket(SlowKind kind, Socket socket)
    {
        Kind = kind;
        _socket = socket;
    }

    public SlowKind Kind { get; }

    /// <summary>Whether the gateway has ended the connection, as far as was noticed by the last step.</summary>
    public bool IsClosed { get; private set; }

    public static async Task<SlowSocket> OpenAsync(SlowKind kind, int port, int addressEnd, string token, CancellationToken cancellationToken)
    {
        var socket = await Loopback.ConnectAsync(Loopback.Address(addressEnd), port, cancellationToken, kind == SlowKind.Reader ? SmallWindow : null);
        var beginning = Encoding.ASCII.GetBytes(BeginningOf(kind, token));
        if (beginning.Length > 0)
            await socket.SendAsync(beginning, cancellationToken);
        socket.Blocking = false;
        return new SlowSocket(kind, socket);
    }

    public void Step()
    {
        if (IsClosed)
            return;
        try
        {
            if (Kind is SlowKind.Head or SlowKind.Body)
                _socket.Send(OneByte);
            Read();
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.WouldBlock)
        {
            // Nothing to read: it is open.
        }
        catch (SocketException)
        {
            IsClosed = true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Read()
    {
        if (Kind == SlowKind.Reader)
        {
            // What has come before an abort can still be read: the error tells of it sooner.
            IsClosed = _socket.Receive(new byte[1]) == 0 || (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0;
            return;
        }

        // An answer to one of the others means that the gateway is done with it; it closes after it.
        Span<byte> buffer = stackalloc byte[4096];
        while (!IsClosed)
            IsClosed = _socket.Receive(buffer) == 0;
    }

    private static string BeginningOf(SlowKind kind, string token) => kind switch
    {
        SlowKind.Head => "GET /whoami HTTP/1.1\r\nHost: gateway.example\r\nX-Slow: ",
        SlowKind.Body => $"POST /sink HTTP/1.1\r\nHost: gateway.example\r\nX-API-Key: {token}\r\nContent-Length: {Megabytes << 20}\r\n\r\n",
        SlowKind.Reader => $"GET /source?blocks={Megabytes * 16} HTTP/1.1\r\nHost: gateway.example\r\nX-API-Key: {token}\r\n\r\n",
        _ => "",
    };
}
