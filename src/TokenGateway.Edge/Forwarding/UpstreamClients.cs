using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Edge.Forwarding.Uploads;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Creates the HTTP client of every cluster. Passes responses through unchanged, and keeps no state of one client's
/// exchange for the next. A cluster's own <c>HttpClient</c> section is applied last and wins.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UpstreamClients(GatewayState state, HeaderEncodings encodings, GatewayTimings timings, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger), IForwarderHttpClientFactory
{
    /// <summary>The maximum age of a connection, so that DNS changes take effect.</summary>
    internal static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Shorter than the idle timeout of common servers, so that a request rarely meets a connection that is being closed.</summary>
    internal static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    public new HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!ClusterStamp.HasConnectionPerClient(context.NewMetadata))
            return base.CreateClient(context);

        // Without the old client, which would be returned.
        var own = new ForwarderHttpClientContext { ClusterId = context.ClusterId, NewConfig = context.NewConfig, NewMetadata = context.NewMetadata };
        return new PerClientUpstream(() => base.CreateClient(own));
    }

    protected override bool CanReuseOldClient(ForwarderHttpClientContext context) =>
        base.CanReuseOldClient(context)
        && ClusterStamp.HasConnectionPerClient(context.OldMetadata) == ClusterStamp.HasConnectionPerClient(context.NewMetadata);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        // The proxy of the environment variable http_proxy would see the requests and their credentials.
        handler.UseProxy = false;
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = DecompressionMethods.None;

        // An upstream that does not accept a connection in this time fails the request (504).
        handler.ConnectTimeout = timings.UpstreamConnect;
        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.PooledConnectionIdleTimeout = IdleTimeout;
        handler.EnableMultipleHttp2Connections = true;

        // Values are sent in the bytes in which they came; in responses every byte is a character, which EndpointSetup
        // writes as that byte.
        handler.RequestHeaderEncodingSelector = (name, _) => encodings.ForWriting(name);
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;

        // HTTP/2 can reject the rest of a body by itself.
        handler.PlaintextStreamFilter = static (context, _) => new(
            context.NegotiatedHttpVersion.Major == 1 ? new UpstreamStream(context.PlaintextStream) : context.PlaintextStream);

        // An idle gRPC stream to an unreachable machine would wait forever.
        handler.KeepAlivePingDelay = PingDelay;
        handler.KeepAlivePingTimeout = PingTimeout;
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;

        // YARP's: without a listener the client's traceparent passes unchanged, with one the upstream's span is a child of
        // ours.
        if (handler.ActivityHeadersPropagator is { } propagator)
            handler.ActivityHeadersPropagator = new UrlRedactingPropagator(propagator, state);
        base.ConfigureHandler(context, handler);
    }
}
