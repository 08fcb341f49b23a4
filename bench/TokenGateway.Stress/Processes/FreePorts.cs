using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Stress.Processes;

/// <summary>Ports of the loopback that were free a moment ago: a process cannot tell from outside which one it got of itself.</summary>
internal static class FreePorts
{
    public static int[] Take(int count)
    {
        var probes = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        probes.ForEach(probe => probe.Start());
        var ports = probes.Select(probe => ((IPEndPoint)probe.LocalEndpoint).Port).ToArray();
        probes.ForEach(probe => probe.Dispose());
        return ports;
    }
}
