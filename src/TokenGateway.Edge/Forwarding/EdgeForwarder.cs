using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Sends only messages that match the decision (<see cref="DecidedInvoker"/>), and allows idle streams. YARP cancels an
/// exchange without activity for 100 s, which is right for a call but not for a WebSocket, server-sent events
/// (<see cref="EventStream"/>) or gRPC: these may be idle for <see cref="Silence"/>. The response, not the request, shows
/// whether it is a stream. A cluster's <c>HttpRequest:ActivityTimeout</c> applies to every exchange.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeForwarder(IHttpForwarder inner, ForwardingMetrics metrics, TimeProvider time, ILoggerFactory loggers) : IHttpForwarder
{
    /// <summary>How long a stream may be idle in both directions.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    /// <summary>The activity timeout until the response begins, and of responses that are not streams: YARP's default.</summary>
    internal static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(100);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Forwarding");

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer)
    {
        if (EdgeRequest.Of(context) is not { IsForwarded: true } request)
            return inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);
        if (httpClient is PerClientUpstream)
            request.Connection.Upstreams<ClientUpstreams>().EndWith(context.Features.Get<IConnectionLifetimeFeature>());
        httpClient = DecidedInvoker.Of(request).For(context, httpClient, metrics, _logger);
        request.MayStream = requestConfig.ActivityTimeout is null;
        return request.MayStream && (request.Upgrade is not null || IsGrpc(context))
            ? SendStreamAsync(context, request, destinationPrefix, httpClient, Patient(requestConfig), transformer)
            : inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);
    }

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
        HttpTransformer transformer, CancellationToken cancellationToken) =>
        inner.SendAsync(
            context, destinationPrefix, EdgeRequest.Of(context) is { IsForwarded: true } request ? DecidedInvoker.Of(request).For(context, httpClient, metrics, _logger) : httpClient, requestConfig, transformer, cancellationToken);

    private async ValueTask<ForwarderError> SendStreamAsync(
        HttpContext context, EdgeRequest request, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer)
    {
        using var limit = new CancellationTokenSource(FirstAnswer, time);
        request.FirstAnswer = limit;
        try
        {
            var error = await inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, limit.Token);
            if (limit.IsCancellationRequested)
                EndLate(context, request);
            return error;
        }
        finally
        {
            request.FirstAnswer = null;
        }
    }

    private static void EndLate(HttpContext context, EdgeRequest request)
    {
        if (context.Response.HasStarted)
            request.Outcome = UpstreamFailure.Timeout;
        else
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
    }

    private static ForwarderRequestConfig Patient(ForwarderRequestConfig config) => config with { ActivityTimeout = Silence };

    private static bool IsGrpc(HttpContext context) =>
        context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
}
