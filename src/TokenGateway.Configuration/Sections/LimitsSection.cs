using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// <c>Kestrel:Limits</c>: the keys of ASP.NET Core's <c>KestrelServerLimits</c> with defaults fit for an edge. Null takes
/// a limit away where the key allows it.
/// </summary>
internal static class LimitsSection
{
    public const string Key = "Limits";

    public const string Http2 = "Http2";

    public const string BytesPerSecond = "BytesPerSecond";

    public const string GracePeriod = "GracePeriod";

    private const int Most = int.MaxValue;

    public static readonly ObjectShape Shape = new(
        new("MaxConcurrentConnections", new IntegerShape(1, Most) { Nullable = true }, "Of all endpoints together, probes too; null: as many as the system has file descriptors.", "null"),
        new("MaxConcurrentUpgradedConnections", new IntegerShape(0, Most) { Nullable = true }, "WebSockets over HTTP/1.1, all together; null: no limit.", "10000"),
        new("MaxRequestHeaderCount", new IntegerShape(1, 10_000), "Header fields of a request.", "50"),
        new("MaxRequestHeadersTotalSize", new IntegerShape(1024, 16_777_216), "Bytes of all header fields of a request.", "32768"),
        new("MaxRequestLineSize", new IntegerShape(256, 16_777_216), "Bytes of the request line of HTTP/1.", "8192"),
        new("MaxRequestBodySize", new SizeShape(0) { Nullable = true }, "Bytes of a body; null: no limit.", "null"),
        new("MaxRequestBufferSize", new SizeShape(1024) { Nullable = true }, "Bytes of a request buffered before they are read.", "1048576"),
        new("MaxResponseBufferSize", new SizeShape(0) { Nullable = true }, "Bytes of a response buffered before they are sent.", "65536"),
        new("KeepAliveTimeout", new DurationShape("1s", "1d"), "How long a connection may wait for its next request.", "\"130s\""),
        new("RequestHeadersTimeout", new DurationShape("1s", "1h"), "How long the head of a request may take.", "\"15s\""),
        new("MinRequestBodyDataRate", Rate, "Below it a request is given up; null: never.", """{ "BytesPerSecond": 240, "GracePeriod": "5s" }"""),
        new("MinResponseDataRate", Rate, "A client that reads slower is cut off; null: never.", """{ "BytesPerSecond": 240, "GracePeriod": "5s" }"""),
        new(Http2, Http2Shape, "What holds for HTTP/2 alone."));

    private static ObjectShape Rate => new(
        new(BytesPerSecond, new IntegerShape(1, Most), "Averaged.", "240"),
        new(GracePeriod, new DurationShape("2s", "1h"), "Not looked at before.", "\"5s\""))
    { Nullable = true };

    private static ObjectShape Http2Shape => new(
        new("MaxStreamsPerConnection", new IntegerShape(1, 100_000), "Requests at once on a connection.", "100"),
        new("HeaderTableSize", new IntegerShape(0, 1_048_576), "Bytes of the table that compresses header fields.", "4096"),
        new("MaxFrameSize", new IntegerShape(16_384, 16_777_215), "Bytes of the largest frame that is read.", "16384"),
        new("MaxRequestHeaderFieldSize", new IntegerShape(1024, 16_777_216), "Bytes of one header field; by default MaxRequestHeadersTotalSize.", "32768"),
        new("InitialConnectionWindowSize", new IntegerShape(65_535, Most), "Bytes that a connection may send unread.", "1048576"),
        new("InitialStreamWindowSize", new IntegerShape(65_535, Most), "Bytes that a stream may send unread.", "786432"),
        new("KeepAlivePingDelay", new DurationShape("1s", "1d"), "A connection silent for so long is asked whether it is still there.", "\"60s\""),
        new("KeepAlivePingTimeout", new DurationShape("1s", "1h"), "Without an answer in this time it is closed.", "\"20s\""));

    /// <summary>What several keys say together. Kestrel would find it only while it starts, and then name no key.</summary>
    public static void CheckTogether(ConfigNode limits, ConfigErrors errors)
    {
        var least = Math.Max(limits.Integer("MaxRequestLineSize", 8192)!.Value, limits.Integer("MaxRequestHeadersTotalSize", 32_768)!.Value);
        var buffer = limits["MaxRequestBufferSize"];
        if (buffer is { IsNull: true })
            return;
        if ((SizeShape.TryParse(buffer?.Value, out var size) ? size : 1_048_576) < least)
            errors.Add(ConfigPath.Join(limits.Path, "MaxRequestBufferSize"), $"the buffer must hold the largest request line and head: {least} at least");
    }
}
