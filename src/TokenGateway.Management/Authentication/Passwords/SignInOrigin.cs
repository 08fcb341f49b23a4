using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// The origin of a sign-in attempt, at a granularity that one client cannot vary at will: an IPv4 address or the /64 of
/// IPv6. A client with many /64 networks has them in one site, the /48, or in a few.
/// </summary>
/// <param name="Network">The address or the /64, as a number.</param>
/// <param name="Site">The /48, as a number; null: an IPv4 address has no site.</param>
internal readonly record struct SignInOrigin(long Network, long? Site)
{
    // ffff:ffff:ffff:ffff::/64 is multicast, never a source, and represents all unknown addresses.
    private const long Unknown = -1;

    /// <summary>// IPv4 uses the numbers of ::/32, which is not routed.</summary>
    public static SignInOrigin Of(IPAddress? address)
    {
        if (address is null)
            return new SignInOrigin(Unknown, null);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return new SignInOrigin(BinaryPrimitives.ReadUInt32BigEndian(bytes), null);
        if (address.IsIPv4MappedToIPv6)
            return new SignInOrigin(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]), null);
        var network = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return new SignInOrigin(network, network >> 16);
    }
}
