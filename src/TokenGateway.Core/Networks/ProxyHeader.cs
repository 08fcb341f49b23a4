using System.Net;

namespace TokenGateway.Core.Networks;

/// <summary>
/// The header that a proxy puts before the first byte of a connection to say whose it is: the PROXY protocol, version 1 (a
/// line) and 2 (binary). What else stands in it (the address that was called, extensions) is passed over.
/// </summary>
/// <seealso href="https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt"/>
public static class ProxyHeader
{
    /// <summary>In bytes. The protocol allows 65,551; what is sent has a few hundred.</summary>
    public const int Longest = 4096;

    /// <summary>A whole header of version 2 which says that the proxy itself is the client, as for a health check.</summary>
    public static ReadOnlyMemory<byte> Local { get; } = new byte[] { 0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x20, 0, 0, 0 };

    /// <param name="bytes">The beginning of the connection, as far as it has come.</param>
    /// <param name="length">How many of the bytes are the header, once it is complete.</param>
    /// <param name="source">
    /// Who connected to the proxy; null: nobody that has an IP address and a TCP port, or the proxy itself.
    /// </param>
    public static ProxyHeaderState Read(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? source)
    {
        (length, source) = (0, null);
        if (bytes.IsEmpty)
            return ProxyHeaderState.Incomplete;
        return bytes[0] == ProxyLine.Beginning[0] ? ProxyLine.Read(bytes, out length, out source) : ProxyBlock.Read(bytes, out length, out source);
    }
}
