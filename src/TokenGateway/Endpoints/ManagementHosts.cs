using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Problems;

namespace TokenGateway.Endpoints;

/// <summary>
/// Refuses requests to Management with a foreign host name. A page of another site can make its own name resolve to this
/// machine and then call Management as its own origin (DNS rebinding); the host name in the request reveals it.
/// </summary>
/// <remarks>
/// The socket determines whether a connection arrived on a loopback address. Other connections are checked only if names
/// are configured: without them the machine's names are unknown, and probes use its address.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ManagementHosts(RequestDelegate next, GatewayState state, ManagementContainer management)
{
    private const string Help = "This host name is not accepted for Management. Use localhost, or add the host to TokenGateway:ManagementHosts.";

    // From :authority or the absolute form, if present; the server refuses a different Host.
    public Task InvokeAsync(HttpContext context) =>
        Serves(context.Request.Host, context, state.Current) ? next(context) : RefuseAsync(context, management);

    /// <summary>Whether a call over this connection may use the host name.</summary>
    public static bool Serves(HostString host, HttpContext context, GatewayModel model)
    {
        var (names, local) = (model.ManagementHosts, context.Connection.LocalIpAddress);

        // A socket in the file system, which no browser can reach.
        if (local is null || names.Contains(host.Host))
            return true;
        if (IPAddress.IsLoopback(Plain(local)))
            return host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (AddressIn(host) is { } address && IPAddress.IsLoopback(address));
        return names.Count == 0 || (AddressIn(host)?.Equals(Plain(local)) ?? false);
    }

    public static Task RefuseAsync(HttpContext context, ManagementContainer management)
    {
        context.Response.Headers.CacheControl = "no-store";
        return management.RunAsync(context, Problem.Of(RefusalCode.MisdirectedRequest, Help).ExecuteAsync);
    }

    private static IPAddress? AddressIn(HostString host) => IPAddress.TryParse(host.Host, out var address) ? Plain(address) : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

}
