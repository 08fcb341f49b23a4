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
/// The HTTP client of every cluster. What an upstream answers goes to the client as it is, and nothing of one client's
/// exchange is kept for the next. A cluster's own <c>HttpClient</c> section is applied last and wins.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UpstreamClients(GatewayState state, HeaderEncodings encodings, GatewayTimings timings, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger), IForwarderHttpClientFactory
{
    /// <summary>Connections are made anew after it, so that a changed DNS name is followed.</summary>
    internal static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Below what servers keep idle connections for, so that a request rarely meets one that is being closed.</summary>
    internal static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    public new HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!ClusterStamp.HasConnectionPerClient(context.NewMetadata))
            return base.CreateClient(context);

        // Without the old one, which would be given back.
        var own = new ForwarderHttpClientContext { ClusterId = context.ClusterId, NewConfig = context.NewConfig, NewMetadata = context.NewMetadata };
        return new PerClientUpstream(() => base.CreateClient(own));
    }

    protected override bool CanReuseOldClient(ForwarderHttpClientContext context) =>
        base.CanReuseOldClient(context)
        && ClusterStamp.HasConnectionPerClient(context.OldMetadata) == ClusterStamp.HasConnectionPerClient(context.NewMetadata);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        // The environment's http_proxy is somebody else's affair: it would see what we send.
        handler.UseProxy = false;
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = DecompressionMethods.None;

        // An upstream that does not accept in this time is given up (504).
        handler.ConnectTimeout = timings.UpstreamConnect;
        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.PooledConnectionIdleTimeout = IdleTimeout;
        handler.EnableMultipleHttp2Connections = true;

        // Values go out in the bytes in which they came; of an answer every byte is a character, which EndpointSetup writes
        // as that byte.
        handler.RequestHeaderEncodingSelector = (name, _) => encodings.ForWriting(name);
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;

        // HTTP/2 has its own way to say that no more of a body is wanted.
        handler.PlaintextStreamFilter = static (context, _) => new(
            context.NegotiatedHttpVersion.Major == 1 ? new UpstreamStream(context.PlaintextStream) : context.PlaintextStream);

        // A silent gRPC stream to a machine that is gone would wait without end.
        handler.KeepAlivePingDelay = PingDelay;
        handler.KeepAlivePingTimeout = PingTimeout;
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;

        // YARP's: without a listener the client's traceparent passes untouched, with one the upstream is a child of ours.
        if (handler.ActivityHeadersPropagator is { } propagator)
            handler.ActivityHeadersPropagator = new UrlRedactingPropagator(propagator, state);
        base.ConfigureHandler(context, handler);
    }
}
