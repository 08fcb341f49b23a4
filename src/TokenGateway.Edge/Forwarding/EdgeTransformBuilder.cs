using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Gives every gateway route our transformer, which carries the compiled route. YARP asks for a transformer whenever it
/// builds an endpoint, which it does for every generation (its id is in the route's metadata).
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeTransformBuilder(
    ITransformBuilder inner, GatewayState state, IEnumerable<ITransformProvider> providers, MonotonicTimeProvider time, LimitCosts costs, ILoggerFactory loggers)
    : ITransformBuilder
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Forwarding");

    // YARP's own provider adds session affinity, which is checked per cluster. Only that one may be ignored: the delegates
    // of AddTransforms(context => ...) are in a YARP class as well.
    private readonly bool _hostTransforms = providers.Any(one => one.GetType() is not { Name: "AffinitizeTransformProvider", Namespace: "Yarp.ReverseProxy.SessionAffinity" });

    public IReadOnlyList<Exception> ValidateRoute(RouteConfig route) => inner.ValidateRoute(route);

    public IReadOnlyList<Exception> ValidateCluster(ClusterConfig cluster) => inner.ValidateCluster(cluster);

    public HttpTransformer Create(Action<TransformBuilderContext> action) => inner.Create(action);

    public HttpTransformer Build(RouteConfig route, ClusterConfig? cluster)
    {
        var compiled = RouteStamp.Find(route, state)
            ?? throw new InvalidOperationException($"Route {route.RouteId} is not part of the gateway's configuration.");
        var others = PathTransforms.Without(route.Transforms);
        return others.Count == 0 && !_hostTransforms && cluster?.SessionAffinity?.Enabled != true
            ? new LeanTransformer(compiled, time, costs, _logger)
            : new ComposedTransformer(compiled, inner.Build(route with { Transforms = others }, cluster), time, costs, _logger);
    }
}
