using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The part of a client's address that a client cannot change at will, as a number: all of an IPv4 address, the /64 of an IPv6 one.
/// </summary>
internal static class ClientNetwork
{
    // ffff:ffff:ffff:ffff::/64 is multicast, which is never a source address.
    private const long Unknown = -1;

    /// <summary>The number of the network. IPv4 maps to ::/32, which is not routed. Null (a socket without addresses) counts as one client.</summary>
    public static long Of(IPAddress? address)
    {
        if (address is null)
            return Unknown;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return address.IsIPv4MappedToIPv6
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
