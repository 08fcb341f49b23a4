using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Stress.Clients;

/// <summary>Sockets to the gateway from any of the loopback's addresses, all of 127.0.0.0/8 on Linux.</summary>
internal static class Loopback
{
    public static IPAddress Address(int last) => new([127, 0, 0, (byte)last]);

    /// <param name="from">Null: 127.0.0.1.</param>
    public static async Task<Socket> ConnectAsync(IPAddress? from, int port, CancellationToken cancellationToken, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Before it connects: the window that the gateway is told of follows from it.
            if (receiveBuffer is { } size)
                socket.ReceiveBufferSize = size;
            if (from is not null)
                socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
