using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>Sets Kestrel's limits: the product's defaults, overridden by <c>Kestrel:Limits</c>.</summary>
internal static class KestrelLimits
{
    public static void Set(KestrelServerLimits limits, ConfigNode? written)
    {
        limits.MaxConcurrentConnections = LimitsSection.MaxConcurrentConnections.In(written);
        limits.MaxConcurrentUpgradedConnections = LimitsSection.MaxConcurrentUpgradedConnections.In(written);
        limits.MaxRequestHeaderCount = LimitsSection.MaxRequestHeaderCount.In(written);
        limits.MaxRequestHeadersTotalSize = LimitsSection.MaxRequestHeadersTotalSize.In(written);
        limits.MaxRequestLineSize = LimitsSection.MaxRequestLineSize.In(written);

        // Bodies are streamed, not buffered.
        limits.MaxRequestBodySize = LimitsSection.MaxRequestBodySize.In(written);
        limits.MaxRequestBufferSize = LimitsSection.MaxRequestBufferSize.In(written);
        limits.MaxResponseBufferSize = LimitsSection.MaxResponseBufferSize.In(written);

        // Longer than the idle timeout of load balancers (60 to 120 s), so that the balancer, which sends the next request,
        // closes first.
        limits.KeepAliveTimeout = LimitsSection.KeepAliveTimeout.In(written);
        limits.RequestHeadersTimeout = LimitsSection.RequestHeadersTimeout.In(written);
        limits.MinRequestBodyDataRate = RateOf(LimitsSection.MinRequestBodyDataRate.In(written));
        limits.MinResponseDataRate = RateOf(LimitsSection.MinResponseDataRate.In(written));
        SetHttp2(limits.Http2, written?[LimitsSection.Http2], limits.MaxRequestHeadersTotalSize);
    }

    private static void SetHttp2(Http2Limits limits, ConfigNode? written, int headersTotalSize)
    {
        limits.MaxStreamsPerConnection = LimitsSection.MaxStreamsPerConnection.In(written);
        limits.HeaderTableSize = LimitsSection.HeaderTableSize.In(written);
        limits.MaxFrameSize = LimitsSection.MaxFrameSize.In(written);
        limits.MaxRequestHeaderFieldSize = LimitsSection.MaxRequestHeaderFieldSize.In(written, headersTotalSize);
        limits.InitialConnectionWindowSize = LimitsSection.InitialConnectionWindowSize.In(written);
        limits.InitialStreamWindowSize = LimitsSection.InitialStreamWindowSize.In(written);
        limits.KeepAlivePingDelay = LimitsSection.KeepAlivePingDelay.In(written);
        limits.KeepAlivePingTimeout = LimitsSection.KeepAlivePingTimeout.In(written);
    }

    private static MinDataRate? RateOf(ConfigNode? written) =>
        written is { IsNull: false } ? new MinDataRate(LimitsSection.BytesPerSecond.In(written), LimitsSection.GracePeriod.In(written)) : null;
}
