using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Notices;

/// <summary>
/// Whether an address belongs to the public internet: not in the registries of special-purpose addresses (RFC 6890 and
/// IANA's lists). IPv6 must be in the allocated range (2000::/3), and an IPv4 address embedded in an IPv6 one is judged as
/// IPv4.
/// </summary>
internal static class PublicAddress
{
    private static readonly ImmutableArray<IPNetwork> KeptBack4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),       // this network
        IPNetwork.Parse("10.0.0.0/8"),      // private
        IPNetwork.Parse("100.64.0.0/10"),   // carrier-grade NAT
        IPNetwork.Parse("127.0.0.0/8"),     // this machine
        IPNetwork.Parse("169.254.0.0/16"),  // link-local; clouds serve instance secrets at 169.254.169.254
        IPNetwork.Parse("172.16.0.0/12"),   // private
        IPNetwork.Parse("192.0.0.0/24"),    // protocol assignments; some clouds' metadata
        IPNetwork.Parse("192.0.2.0/24"),    // documentation
        IPNetwork.Parse("192.88.99.0/24"),  // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),  // private
        IPNetwork.Parse("198.18.0.0/15"),   // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"),  // documentation
        IPNetwork.Parse("224.0.0.0/3"),     // multicast, reserved, broadcast
    ];

    private static readonly IPNetwork GivenOut6 = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> KeptBack6 =
    [
        IPNetwork.Parse("2001::/23"),       // protocol assignments, Teredo
        IPNetwork.Parse("2001:db8::/32"),   // documentation
        IPNetwork.Parse("3fff::/20"),       // documentation
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !KeptBack4.Any(network => network.Contains(address));
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(12, 4)));
        if (Tunnelled.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(2, 4)));
        return GivenOut6.Contains(address) && !KeptBack6.Any(network => network.Contains(address));
    }
}
