using TokenGateway.Configuration.Schema;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary>
/// <c>ReverseProxy</c>: the keys that YARP reads, with our block in each route and cluster. YARP itself ignores unknown
/// keys, so a mistyped condition would silently open a route.
/// </summary>
internal static class ProxyShape
{
    /// <summary>Values that only the owner of a map interprets.</summary>
    public static readonly MapShape Metadata = new(Texts.Any, new ValueShape { ShownAs = SecretMask.OfExtension }) { MayBeEmpty = true, Nullable = true };

    public static ObjectShape Of(DialectRegistry dialects, HostKeys host) => new(
        new(GatewayShape.Routes, new MapShape(Texts.Any, RouteShape.Of(dialects, host)) { MayBeEmpty = true }, "The routes, by id."),
        new(GatewayShape.Clusters, new MapShape(Texts.Any, ClusterShape.Of(host)) { MayBeEmpty = true }, "The upstreams, by id."))
    {
        MayBeEmpty = true,
    };

    public static IEnumerable<KeyShape> Own(IEnumerable<string> names) =>
        names.Select(name => new KeyShape(name, new AnyShape(), "A key of the host application."));
}
