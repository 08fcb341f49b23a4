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
/// Sends what was decided and nothing else (<see cref="DecidedInvoker"/>), and lets streams be silent. YARP gives up an
/// exchange in which nothing moves for 100 s, which is right for a call and wrong for a WebSocket, for server-sent events
/// (<see cref="EventStream"/>) or for gRPC: these may be silent for <see cref="Silence"/>. Whether it is a stream the answer
/// says, not the request. A cluster's own <c>HttpRequest:ActivityTimeout</c> holds for everything.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeForwarder(IHttpForwarder inner, ForwardingMetrics metrics, TimeProvider time, ILoggerFactory loggers) : IHttpForwarder
{
    /// <summary>How long a stream may be silent in both directions.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    /// <summary>How long nothing may move until the answer begins, or in one that is no stream: YARP's own time for a call.</summary>
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
