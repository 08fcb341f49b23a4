using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Stress.Processes;

/// <summary>Ports of the loopback address that are not in use, for processes that cannot report which one they bound.</summary>
internal static class FreePorts
{
    // Below the ephemeral range, so that no outgoing connection takes a port before its process binds it, and apart from those of the tests.
    private const int First = 10_000;
    private const int Count = 10_000;

    private static int _next = Environment.ProcessId % (Count / 100) * 100;

    /// <exception cref="StressException">None is free.</exception>
    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => TakeOne())];

    private static int TakeOne()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }

        throw new StressException($"No port of {First} to {First + Count} is free.");
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
