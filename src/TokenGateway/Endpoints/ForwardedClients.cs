using System.Diagnostics.CodeAnalysis;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Endpoints;

/// <summary>
/// Believes the proxies in <c>TokenGateway:TrustedProxies</c>, and nobody else, when they say for whom they ask, whether
/// by TLS, and under which host name. That name is checked as <c>Host</c> was before it, and does not replace that check:
/// a page in a browser on the machine of the proxy can send any header, but not another <c>Host</c>.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ForwardedClients(RequestDelegate next, GatewayState state)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (peer, model) = (ProxiedPeer.FieldSenderOf(context), state.Current);
        if (!model.TrustedProxies.Contains(peer))
            return next(context);

        var request = context.Request;
        if (model.TrustedProxies.ClientOf(peer, request.Headers[ForwardedFields.For]) is { } client)
            context.Features.Set(new ForwardedClient(client));
        if (Uri.UriSchemeHttps.Equals(ForwardedFields.OnlyOne(request, ForwardedFields.Proto), StringComparison.OrdinalIgnoreCase))
            request.Scheme = Uri.UriSchemeHttps;
        if (ForwardedFields.OnlyOne(request, ForwardedFields.Host) is { Length: > 0 } name)
        {
            request.Host = new HostString(name);
            if (!ManagementHosts.Serves(request.Host, context, model))
                return ManagementHosts.RefuseAsync(context);
        }

        return next(context);
    }
}
