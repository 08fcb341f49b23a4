using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>ReverseProxy:Routes:ID</c>: YARP's <c>RouteConfig</c> with our block.</summary>
internal static class RouteShape
{
    private static readonly TextShape PolicyName = Texts.Any with { What = "a policy name", Nullable = true };

    // Other rules, with better messages, require that a route is not empty and has a match.
    public static ObjectShape Of(DialectRegistry dialects, HostKeys host) => new(
    [
        new("ClusterId", Texts.Any with { What = "the id of a cluster", Nullable = true }, "The cluster that requests go to."),
        new("Match", MatchShape.Shape, "Which requests the route takes; all conditions must hold."),
        new("Order", new IntegerShape(int.MinValue, int.MaxValue) { Nullable = true }, "Where several routes match, the lowest number decides, before everything else.", "0"),
        new("AuthorizationPolicy", PolicyName, "A policy of a host application, or the name of one of the gateway's."),
        new("RateLimiterPolicy", PolicyName, "A policy in the code of a host application."),
        new("OutputCachePolicy", PolicyName, "A policy in the code of a host application."),
        new("TimeoutPolicy", PolicyName, "A policy in the code of a host application."),
        new("Timeout", new TimeSpanShape { Nullable = true }, "How long a request may take in all; needs the time-out middleware of a host application."),
        new("CorsPolicy", PolicyName, "A policy in the code of a host application; those of the file are named in the block TokenGateway."),
        new("MaxRequestBodySize", new SizeShape(-1) { Nullable = true }, "Bytes of a body; -1: without limit."),
        new("Metadata", ProxyShape.Metadata, "Values for extensions."),
        new("Transforms", TransformsShape.Of(host), "How request and response are changed on their way."),
        new(ConfigPath.Gateway, RouteBlockConfig.ShapeOf(dialects), "Who may use the route, and what it allows."),
        .. ProxyShape.Own(host.OfRoutes),
    ])
    {
        MayBeEmpty = true,
    };
}
