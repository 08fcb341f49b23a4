using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Intake;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Sends what was decided and nothing else (<see cref="DecidedInvoker"/>), and lets streams be silent. YARP gives up an exchange in which nothing moves for 100 s, which is right for a call and
/// wrong for a WebSocket, for server-sent events or for gRPC: these may be silent for <see cref="Silence"/>. A cluster's
/// own <c>HttpRequest:ActivityTimeout</c> holds for everything.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeForwarder(IHttpForwarder inner, ForwardingMetrics metrics, TimeProvider time, ILoggerFactory loggers) : IHttpForwarder
{
    /// <summary>How long a stream may be silent in both directions.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    /// <summary>How long the upstream may take until its answer begins: YARP's own time for everything else.</summary>
    internal static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(100);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Forwarding");

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer)
    {
        if (EdgeRequest.Of(context) is not { IsForwarded: true } request)
            return inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);
        if (httpClient is PerClientUpstream)
            request.Connection.Upstreams.EndWith(context.Features.Get<IConnectionLifetimeFeature>());
        httpClient = request.Sender.For(httpClient, metrics, _logger);
        if (requestConfig.ActivityTimeout is not null)
            return inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);
        if (IsGrpc(context))
            return inner.SendAsync(context, destinationPrefix, httpClient, Patient(requestConfig), transformer);
        return IsStream(context, request)
            ? SendStreamAsync(context, request, destinationPrefix, httpClient, Patient(requestConfig), transformer)
            : inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);
    }

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
        HttpTransformer transformer, CancellationToken cancellationToken) =>
        inner.SendAsync(
            context, destinationPrefix, EdgeRequest.Of(context) is { IsForwarded: true } request ? request.Sender.For(httpClient, metrics, _logger) : httpClient, requestConfig, transformer, cancellationToken);

    private async ValueTask<ForwarderError> SendStreamAsync(
        HttpContext context, EdgeRequest request, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer)
    {
        using var limit = new CancellationTokenSource(FirstAnswer, time);
        request.FirstAnswer = limit;
        try
        {
            var error = await inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, limit.Token);
            if (limit.IsCancellationRequested && !context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            return error;
        }
        finally
        {
            request.FirstAnswer = null;
        }
    }

    private static ForwarderRequestConfig Patient(ForwarderRequestConfig config) => config with { ActivityTimeout = Silence };

    // A call of gRPC has a deadline of its own, and its answer may begin only with the first message.
    private static bool IsGrpc(HttpContext context) =>
        context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    // Browsers' EventSource says what it takes; a client of server-sent events that does not is like any call.
    private static bool IsStream(HttpContext context, EdgeRequest request) =>
        request.Upgrade is not null
        || context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
}
