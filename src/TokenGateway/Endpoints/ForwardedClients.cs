using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Endpoints;

/// <summary>
/// Applies the client's address, scheme and host name from proxies in <c>TokenGateway:TrustedProxies</c>, and from no other
/// peer. That name is checked in addition to <c>Host</c>, and does not replace that check: a page in a browser on the
/// proxy's machine can send any header, but no other <c>Host</c>.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ForwardedClients(RequestDelegate next, GatewayState state, ManagementContainer management)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (peer, model) = (ProxiedPeer.FieldSenderOf(context), state.Current);
        if (!model.TrustedProxies.Contains(peer))
            return next(context);

        var request = context.Request;
        if (model.TrustedProxies.ClientOf(peer, request.Headers[ForwardedFields.For]) is { } client)
            SetClient(context, client);
        if (Uri.UriSchemeHttps.Equals(ForwardedFields.OnlyOne(request, ForwardedFields.Proto), StringComparison.OrdinalIgnoreCase))
            request.Scheme = Uri.UriSchemeHttps;
        if (ForwardedFields.OnlyOne(request, ForwardedFields.Host) is { Length: > 0 } name)
        {
            request.Host = new HostString(name);
            if (!ManagementHosts.Serves(request.Host, context, model))
                return ManagementHosts.RefuseAsync(context, management);
        }

        return next(context);
    }

    // Apart, because compiling it loads the assembly of management, which a probe does not need.
    private static void SetClient(HttpContext context, IPAddress client) => context.Features.Set(new ForwardedClient(client));
}
