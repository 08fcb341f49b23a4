using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// <c>Kestrel:Limits</c>: the keys of ASP.NET Core's <c>KestrelServerLimits</c> with defaults for an edge. Null removes a
/// limit where the key allows it.
/// </summary>
internal static class LimitsSection
{
    public const string Key = "Limits";

    public const string Http2 = "Http2";

    private const int Most = int.MaxValue;

    private static readonly KeyList RateKeys = new();

    public static readonly Key<int> BytesPerSecond = RateKeys.Add<int>("BytesPerSecond", new IntegerShape(1, Most), "Averaged.", "240");

    public static readonly Key<TimeSpan> GracePeriod = RateKeys.Add<TimeSpan>("GracePeriod", new DurationShape("2s", "1h"), "Not enforced before.", "\"5s\"");

    private static readonly ObjectShape Rate = RateKeys.Shape with { Nullable = true };

    private static readonly KeyList Http2Keys = new();

    public static readonly Key<int> MaxStreamsPerConnection =
        Http2Keys.Add<int>("MaxStreamsPerConnection", new IntegerShape(1, 100_000), "Concurrent requests on a connection.", "100");

    public static readonly Key<int> HeaderTableSize =
        Http2Keys.Add<int>("HeaderTableSize", new IntegerShape(0, 1_048_576), "Bytes of the table that compresses header fields.", "4096");

    public static readonly Key<int> MaxFrameSize =
        Http2Keys.Add<int>("MaxFrameSize", new IntegerShape(16_384, 16_777_215), "Bytes of the largest frame that is read.", "16384");

    public static readonly Key<int> MaxRequestHeaderFieldSize =
        Http2Keys.Add<int>("MaxRequestHeaderFieldSize", new IntegerShape(1024, 16_777_216), "Bytes of one header field; by default MaxRequestHeadersTotalSize.", "32768");

    public static readonly Key<int> InitialConnectionWindowSize =
        Http2Keys.Add<int>("InitialConnectionWindowSize", new IntegerShape(65_535, Most), "Bytes that a connection may send unread.", "1048576");

    public static readonly Key<int> InitialStreamWindowSize =
        Http2Keys.Add<int>("InitialStreamWindowSize", new IntegerShape(65_535, Most), "Bytes that a stream may send unread.", "786432");

    public static readonly Key<TimeSpan> KeepAlivePingDelay =
        Http2Keys.Add<TimeSpan>("KeepAlivePingDelay", new DurationShape("1s", "1d"), "An idle connection is pinged after this time.", "\"60s\"");

    public static readonly Key<TimeSpan> KeepAlivePingTimeout =
        Http2Keys.Add<TimeSpan>("KeepAlivePingTimeout", new DurationShape("1s", "1h"), "A connection without a ping response in this time is closed.", "\"20s\"");

    private static readonly KeyList Keys = new();

    public static readonly Key<int?> MaxConcurrentConnections =
        Keys.Add<int?>("MaxConcurrentConnections", new IntegerShape(1, Most) { Nullable = true }, "For all endpoints together, including probes; null: limited only by the system's file descriptors.", "null");

    public static readonly Key<int?> MaxConcurrentUpgradedConnections =
        Keys.Add<int?>("MaxConcurrentUpgradedConnections", new IntegerShape(0, Most) { Nullable = true }, "WebSockets over HTTP/1.1, all together; null: no limit.", "10000");

    public static readonly Key<int> MaxRequestHeaderCount =
        Keys.Add<int>("MaxRequestHeaderCount", new IntegerShape(1, 10_000), "Header fields of a request.", "50");

    public static readonly Key<int> MaxRequestHeadersTotalSize =
        Keys.Add<int>("MaxRequestHeadersTotalSize", new IntegerShape(1024, 16_777_216), "Bytes of all header fields of a request.", "32768");

    public static readonly Key<int> MaxRequestLineSize =
        Keys.Add<int>("MaxRequestLineSize", new IntegerShape(256, 16_777_216), "Bytes of the request line of HTTP/1.", "8192");

    public static readonly Key<long?> MaxRequestBodySize =
        Keys.Add<long?>("MaxRequestBodySize", new SizeShape(0) { Nullable = true }, "Bytes of a body; null: no limit.", "null");

    public static readonly Key<long?> MaxRequestBufferSize =
        Keys.Add<long?>("MaxRequestBufferSize", new SizeShape(1024) { Nullable = true }, "Bytes of a request buffered before they are read.", "1048576");

    public static readonly Key<long?> MaxResponseBufferSize =
        Keys.Add<long?>("MaxResponseBufferSize", new SizeShape(0) { Nullable = true }, "Bytes of a response buffered before they are sent.", "65536");

    public static readonly Key<TimeSpan> KeepAliveTimeout =
        Keys.Add<TimeSpan>("KeepAliveTimeout", new DurationShape("1s", "1d"), "How long a connection may wait for its next request.", "\"130s\"");

    public static readonly Key<TimeSpan> RequestHeadersTimeout =
        Keys.Add<TimeSpan>("RequestHeadersTimeout", new DurationShape("1s", "1h"), "How long a client may take to send the request line and headers.", "\"15s\"");

    public static readonly Key<ConfigNode?> MinRequestBodyDataRate =
        Keys.Add<ConfigNode?>("MinRequestBodyDataRate", Rate, "The minimum rate below which the request fails; null: none.", """{ "BytesPerSecond": 240, "GracePeriod": "5s" }""");

    public static readonly Key<ConfigNode?> MinResponseDataRate =
        Keys.Add<ConfigNode?>("MinResponseDataRate", Rate, "The minimum rate below which the connection is aborted; null: none.", """{ "BytesPerSecond": 240, "GracePeriod": "5s" }""");

    private static readonly KeyShape Http2Key = Keys.Add(Http2, Http2Keys.Shape, "Limits for HTTP/2 only.");

    public static readonly ObjectShape Shape = Keys.Shape;

    /// <summary>Checks the cross-key rules. Kestrel would detect a violation only during startup, without naming a key.</summary>
    public static void CheckTogether(ConfigNode limits, ConfigErrors errors)
    {
        var least = Math.Max(MaxRequestLineSize.In(limits), MaxRequestHeadersTotalSize.In(limits));
        if (MaxRequestBufferSize.In(limits) < least)
            errors.Add(ConfigPath.Join(limits.Path, MaxRequestBufferSize.Name), $"the buffer must hold the largest request line and head: {least} at least");
    }
}
