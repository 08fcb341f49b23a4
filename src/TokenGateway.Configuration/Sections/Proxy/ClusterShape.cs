using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>ReverseProxy:Clusters:ID</c>: YARP's <c>ClusterConfig</c> with our block.</summary>
internal static class ClusterShape
{
    /// <summary>Messages do not repeat it: it may contain a password, which is refused.</summary>
    private static readonly TextShape Address = Texts.Any with { What = "an address", Nullable = true, Secret = true, ShownAs = SecretMask.OfPlace };

    public static ObjectShape Of(HostKeys host) => new(
    [
        new("Destinations", new MapShape(Texts.Any, DestinationOf(host)), "The addresses of the upstream, by id."),
        new("LoadBalancingPolicy", Texts.Any with { What = "the name of a load balancing policy", Nullable = true }, "How a destination is chosen.", "\"PowerOfTwoChoices\""),
        new("SessionAffinity", SessionAffinityShape.Shape, "Whether requests of a client go to one destination."),
        new("HealthCheck", HealthCheckShape.Shape, "How destinations that fail are found."),
        new("HttpClient", HttpClientShape.Shape, "The connections to the destinations."),
        new("HttpRequest", HttpRequestShape, "The requests to the destinations."),
        new("Metadata", ProxyShape.Metadata, "Values for extensions."),
        new(ConfigPath.Gateway, ClusterBlockConfig.Shape, "How the gateway speaks to the upstream."),
        .. ProxyShape.Own(host.OfClusters),
    ])
    {
        MayBeEmpty = true,
    };

    private static ObjectShape DestinationOf(HostKeys host) => new(
    [
        new("Address", Address with { Nullable = false }, "http or https, with / at its end."),
        new("Health", Address, "Where health checks are sent instead."),
        new("Host", Texts.Any with { What = "a host name", Nullable = true }, "The Host header, unless a transform sets it."),
        new("Metadata", ProxyShape.Metadata, "Values for extensions."),
        .. ProxyShape.Own(host.OfDestinations),
    ]);

    private static ObjectShape HttpRequestShape => new(
        new("ActivityTimeout", new TimeSpanShape { Nullable = true }, "How long nothing may happen on a request.", "\"00:01:40\""),
        new("Version", new VersionShape { Nullable = true }, "The version of HTTP that is spoken.", "\"2\""),
        new("VersionPolicy", new EnumShape(Enum.GetNames<HttpVersionPolicy>()) { Nullable = true }, "Whether another version will do.", "\"RequestVersionOrLower\""),
        new("AllowResponseBuffering", new BooleanShape { Nullable = true }, "Whether answers may be gathered before they are sent.", "false"))
    { MayBeEmpty = true, Nullable = true };
}
