using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Where an attempt to sign in comes from, as far as one client cannot change it at will: an IPv4 address or the /64 of
/// IPv6. Who has many /64 has them in one site, the /48, or in few of them.
/// </summary>
/// <param name="Network">The address or the /64, as a number.</param>
/// <param name="Site">The /48, as a number; null: an IPv4 address is all there is.</param>
internal readonly record struct SignInOrigin(long Network, long? Site)
{
    // ffff:ffff:ffff:ffff::/64 is multicast, which nobody sends from: an unknown address is one client.
    private const long Unknown = -1;

    /// <summary>IPv4 has the numbers of ::/32, which is routed nowhere.</summary>
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
