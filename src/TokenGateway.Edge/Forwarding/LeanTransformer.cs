using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// For routes without YARP transforms (except path transforms, which are ours): one pass over the headers, then identity,
/// forwarding headers and the byte-exact target.
/// </summary>
internal sealed class LeanTransformer(GatewayRoute route, TimeProvider time, LimitCosts costs, ILogger logger) : EdgeTransformer(route, time, costs)
{
    protected override ValueTask TransformAsync(
        HttpContext context, EdgeRequest request, HttpRequestMessage message, string destinationPrefix, CancellationToken cancellationToken)
    {
        RequestHeaderCopy.Copy(context, request, message);
        ForwardedHeaders.Add(context, request, message);
        ForwardedHeaders.AddPrefix(context, request, message);
        message.Headers.Host = UpstreamTarget.HostOf(context);
        UpstreamTarget.Set(request, message, destinationPrefix);
        UpstreamTarget.SetDestination(request, message);
        IdentityHeaders.Add(context, request, message, logger);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<bool> CopyResponseAsync(HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken) =>
        CopyPlainlyAsync(context, response, cancellationToken);

    protected override ValueTask CopyTrailersAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken) =>
        CopyTrailersPlainlyAsync(context, response, cancellationToken);
}
