using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Testing;

/// <summary>Assigns ports to programs that cannot report which one they bound.</summary>
public static class Ports
{
    // Below the ephemeral range, so that no outgoing connection of another test takes a port before its server binds it.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _next = Environment.ProcessId % (Count / 100) * 100;

    /// <summary>A port that is not in use and that no other test of this process gets.</summary>
    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port of {First} to {First + Count} is free.");
    }

    public static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
