using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>Sets Kestrel's limits: the product's defaults, and over them what <c>Kestrel:Limits</c> says.</summary>
internal static class KestrelLimits
{
    private const double Rate = 240;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Set(KestrelServerLimits limits, ConfigNode? written)
    {
        limits.MaxConcurrentConnections = written.Integer("MaxConcurrentConnections");
        limits.MaxConcurrentUpgradedConnections = written.Integer("MaxConcurrentUpgradedConnections", 10_000);
        limits.MaxRequestHeaderCount = written.Integer("MaxRequestHeaderCount") ?? 50;
        limits.MaxRequestHeadersTotalSize = written.Integer("MaxRequestHeadersTotalSize") ?? 32 * 1024;
        limits.MaxRequestLineSize = written.Integer("MaxRequestLineSize") ?? 8 * 1024;

        // Bodies are streamed, not kept.
        limits.MaxRequestBodySize = Size(written, "MaxRequestBodySize", null);
        limits.MaxRequestBufferSize = Size(written, "MaxRequestBufferSize", 1024 * 1024);
        limits.MaxResponseBufferSize = Size(written, "MaxResponseBufferSize", 64 * 1024);

        // Longer than balancers keep theirs idle (60 to 120 s): who closes first must be the one who sends next.
        limits.KeepAliveTimeout = written.Duration("KeepAliveTimeout") ?? TimeSpan.FromSeconds(130);
        limits.RequestHeadersTimeout = written.Duration("RequestHeadersTimeout") ?? TimeSpan.FromSeconds(15);
        limits.MinRequestBodyDataRate = RateOf(written?["MinRequestBodyDataRate"]);
        limits.MinResponseDataRate = RateOf(written?["MinResponseDataRate"]);
        SetHttp2(limits.Http2, written?[LimitsSection.Http2], limits.MaxRequestHeadersTotalSize);
    }

    private static void SetHttp2(Http2Limits limits, ConfigNode? written, int headersTotalSize)
    {
        limits.MaxStreamsPerConnection = written.Integer("MaxStreamsPerConnection") ?? 100;
        limits.HeaderTableSize = written.Integer("HeaderTableSize") ?? 4096;
        limits.MaxFrameSize = written.Integer("MaxFrameSize") ?? 16 * 1024;
        limits.MaxRequestHeaderFieldSize = written.Integer("MaxRequestHeaderFieldSize") ?? headersTotalSize;
        limits.InitialConnectionWindowSize = written.Integer("InitialConnectionWindowSize") ?? 1024 * 1024;
        limits.InitialStreamWindowSize = written.Integer("InitialStreamWindowSize") ?? 768 * 1024;
        limits.KeepAlivePingDelay = written.Duration("KeepAlivePingDelay") ?? TimeSpan.FromSeconds(60);
        limits.KeepAlivePingTimeout = written.Duration("KeepAlivePingTimeout") ?? TimeSpan.FromSeconds(20);
    }

    private static MinDataRate? RateOf(ConfigNode? written) => written is { IsNull: true }
        ? null
        : new MinDataRate(written.Integer(LimitsSection.BytesPerSecond) ?? Rate, written.Duration(LimitsSection.GracePeriod) ?? Grace);

    private static long? Size(ConfigNode? written, string key, long? absent)
    {
        if (written?[key] is not { } node)
            return absent;
        return SizeShape.TryParse(node.Value, out var value) ? value : null;
    }
}
