using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TokenGateway.Endpoints;

/// <summary>The addresses of the traffic endpoints, for lines to paste.</summary>
internal sealed class EdgeListeners
{
    private readonly ConcurrentQueue<(ListenOptions Options, bool IsTls)> _all = [];

    /// <summary>The port is known once the server has bound it.</summary>
    public void Add(ListenOptions options, bool isTls) => _all.Enqueue((options, isTls));

    /// <summary>
    /// The address of the first endpoint, TLS before plain, without a trailing slash. For all interfaces, the host is the
    /// one through which the client reached Management.
    /// </summary>
    public string UrlFor(HostString management)
    {
        var (options, isTls) = _all.OrderByDescending(one => one.IsTls).FirstOrDefault(one => one.Options.EndPoint is IPEndPoint);
        if (options?.EndPoint is not IPEndPoint address)
            return "http://" + management.Value;
        var host = IPAddress.Any.Equals(address.Address) || IPAddress.IPv6Any.Equals(address.Address) || IPAddress.IsLoopback(address.Address)
            ? management.Host
            : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
        var isUsual = address.Port == (isTls ? 443 : 80);
        return (isTls ? "https://" : "http://") + host + (isUsual ? "" : ":" + address.Port.ToString(CultureInfo.InvariantCulture));
    }
}
