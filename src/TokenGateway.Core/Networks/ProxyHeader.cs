using System.Net;

namespace TokenGateway.Core.Networks;

/// <summary>
/// The header that a proxy sends before the first byte of a connection to name its client: the PROXY protocol, version 1 (a
/// line) and 2 (binary). Ignores its other content (the destination address, extensions).
/// </summary>
/// <seealso href="https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt"/>
public static class ProxyHeader
{
    /// <summary>In bytes. The protocol allows 65,551; real headers have a few hundred.</summary>
    public const int Longest = 4096;

    /// <summary>A complete header of version 2 that names the proxy itself as the client, as for a health check.</summary>
    public static ReadOnlyMemory<byte> Local { get; } = new byte[] { 0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x20, 0, 0, 0 };

    /// <param name="bytes">The beginning of the connection, as far as received.</param>
    /// <param name="length">The length of the header, once it is complete.</param>
    /// <param name="source">The client of the proxy; null: not an IP address with a TCP port, or the proxy itself.</param>
    public static ProxyHeaderState Read(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? source)
    {
        (length, source) = (0, null);
        if (bytes.IsEmpty)
            return ProxyHeaderState.Incomplete;
        return bytes[0] == ProxyLine.Beginning[0] ? ProxyLine.Read(bytes, out length, out source) : ProxyBlock.Read(bytes, out length, out source);
    }
}
