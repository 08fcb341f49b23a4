using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Testing;

/// <summary>Ports for programs that cannot be asked which one they took.</summary>
public static class Ports
{
    // Below those that the system gives to clients, so that no connection of another test takes one before its server does.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _next = Environment.ProcessId % (Count / 100) * 100;

    /// <summary>Nobody listens on it, and no other test of this process gets it.</summary>
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
