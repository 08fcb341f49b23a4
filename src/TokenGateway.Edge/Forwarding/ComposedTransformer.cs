using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// For routes with transforms of YARP or of the host's code: they run first on a copy of the request, then ours removes
/// what must not be forwarded and adds identity and credentials.
/// </summary>
internal sealed class ComposedTransformer(GatewayRoute route, HttpTransformer inner, TimeProvider time, LimitCosts costs, ILogger logger) : EdgeTransformer(route, time, costs)
{
    protected override async ValueTask TransformAsync(
        HttpContext context, EdgeRequest request, HttpRequestMessage message, string destinationPrefix, CancellationToken cancellationToken)
    {
        DropSetHeaders(context);
        await inner.TransformRequestAsync(context, message, destinationPrefix, cancellationToken);
        if (context.Response.HasStarted || context.Response.StatusCode != StatusCodes.Status200OK)
            return;
        RequestHeaderCopy.Purge(context, request, message);
        ForwardedHeaders.Continue(context, request, message);
        if (!Route.Rewrite.IsNone)
            ForwardedHeaders.AddPrefix(context, request, message);
        UpstreamTarget.Set(request, message, destinationPrefix);
        UpstreamTarget.SetDestination(request, message);
        IdentityHeaders.Add(context, request, message, logger);
    }

    // "Append" would keep the client's value before ours.
    private void DropSetHeaders(HttpContext context)
    {
        if (!Protection.OwnedNames.IsEnabled())
            return;
        foreach (var name in Route.SetHeaders)
            context.Request.Headers.Remove(name);
    }

    protected override ValueTask<bool> CopyResponseAsync(HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken) =>
        inner.TransformResponseAsync(context, response, cancellationToken);

    protected override ValueTask CopyTrailersAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken) =>
        inner.TransformResponseTrailersAsync(context, response, cancellationToken);
}
