using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Endpoints;

/// <summary>The address that the server binds for a <c>Url</c>, by its own rules.</summary>
/// <param name="Port">0: the system chooses one.</param>
/// <param name="Addresses">Empty for a socket or pipe.</param>
/// <param name="Socket">The unix socket or named pipe; null: an address with a port.</param>
internal sealed record ListenAddress(int Port, ImmutableArray<IPAddress> Addresses, string? Socket)
{
    private const string Example = "such as \"http://0.0.0.0:8080\"";

    /// <summary>Parses an address without a fault.</summary>
    public static ListenAddress Parse(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe)
            return new ListenAddress(0, [], address.UnixPipePath);
        return address.IsNamedPipe ? new ListenAddress(0, [], address.NamedPipeName) : new ListenAddress(address.Port, AddressesOf(address.Host), null);
    }

    /// <summary>Why the server cannot listen there; it would detect that only during startup, without naming a key.</summary>
    public static string? FaultOf(string? url)
    {
        if (string.IsNullOrEmpty(url))
            return $"an address is missing, {Example}";
        try
        {
            return FaultOf(BindingAddress.Parse(url));
        }
        catch (FormatException)
        {
            return $"an address to listen on is expected, {Example}";
        }
    }

    /// <summary>Whether the two conflict.</summary>
    public bool Meets(ListenAddress other) => Socket is not null || other.Socket is not null
        ? Socket == other.Socket
        : Port != 0 && Port == other.Port && Addresses.Any(one => other.Addresses.Any(two => Meet(one, two)));

    private static string? FaultOf(BindingAddress address)
    {
        if (!address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            return $"an http or https address is expected, {Example}";
        if (address.PathBase.Length > 0)
            return $"an address to listen on has no path; remove \"{address.PathBase}\"";
        return IsLocalhost(address.Host) && address.Port == 0 && !address.IsUnixPipe && !address.IsNamedPipe
            ? "the system chooses no port for localhost, which has two addresses; write 127.0.0.1 or [::1]"
            : null;
    }

    // Any other name means every address, as * does.
    private static ImmutableArray<IPAddress> AddressesOf(string host)
    {
        if (IsLocalhost(host))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        return [IPAddress.TryParse(host, out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : IPAddress.IPv6Any];
    }

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool Meet(IPAddress one, IPAddress other) => one.Equals(other) || TakesIn(one, other) || TakesIn(other, one);

    // With [::], the server also listens on IPv4.
    private static bool TakesIn(IPAddress all, IPAddress one) =>
        all.Equals(IPAddress.IPv6Any) || (all.Equals(IPAddress.Any) && one.AddressFamily == AddressFamily.InterNetwork);
}
