using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The part of a client's address that one client cannot change at will, as a number: all of IPv4, the /64 of IPv6.
/// </summary>
internal static class ClientNetwork
{
    // ffff:ffff:ffff:ffff::/64 is multicast, which nobody sends from.
    private const long Unknown = -1;

    /// <summary>IPv4 has the numbers of ::/32, which is routed nowhere. Null, on a socket without addresses, is one client.</summary>
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
