using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Problems;

namespace TokenGateway.Endpoints;

/// <summary>
/// Refuses what comes to Management under a foreign host name. A page of another site can have its own name resolve to
/// this machine and then call Management as its own origin (DNS rebinding); the name in the request gives it away.
/// </summary>
/// <remarks>
/// Whether a connection arrived on a loopback address is what the socket says. What arrives elsewhere is asked only when
/// names are configured: without them nobody knows how the machine is called, and probes come by its address.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ManagementHosts(RequestDelegate next, GatewayState state)
{
    private const string Help = "This host name is not accepted for Management. Use localhost, or add the host to TokenGateway:ManagementHosts.";

    // From :authority or the absolute form, where there is one; the server refuses a Host that says something else.
    public Task InvokeAsync(HttpContext context) =>
        Serves(context.Request.Host, context, state.Current) ? next(context) : RefuseAsync(context);

    /// <summary>Whether a call over this connection may name the host.</summary>
    public static bool Serves(HostString host, HttpContext context, GatewayModel model)
    {
        var (names, local) = (model.ManagementHosts, context.Connection.LocalIpAddress);

        // A socket in the file system: no browser reaches it.
        if (local is null || names.Contains(host.Host))
            return true;
        if (IPAddress.IsLoopback(Plain(local)))
            return host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (AddressIn(host) is { } address && IPAddress.IsLoopback(address));
        return names.Count == 0 || (AddressIn(host)?.Equals(Plain(local)) ?? false);
    }

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Problem.Of(RefusalCode.MisdirectedRequest, Help).ExecuteAsync(context);
    }

    private static IPAddress? AddressIn(HostString host) => IPAddress.TryParse(host.Host, out var address) ? Plain(address) : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

}
