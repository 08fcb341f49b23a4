using TokenGateway.Configuration.Sections.Proxy;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Keys that a host application reads itself in the section <c>ReverseProxy</c>. Any other key that YARP does not know is
/// an error: YARP would ignore it, and a mistyped condition would open a route. Transforms do not belong here; the gateway
/// learns them from each registered <c>ITransformFactory</c>.
/// </summary>
public sealed class HostKeyOptions
{
    private readonly List<string> _routes = [];
    private readonly List<string> _clusters = [];
    private readonly List<string> _destinations = [];

    /// <summary>Allows a key in every route; its content is not checked.</summary>
    public HostKeyOptions AllowRouteKey(string name) => Add(_routes, name);

    /// <summary>Allows a key in every cluster; its content is not checked.</summary>
    public HostKeyOptions AllowClusterKey(string name) => Add(_clusters, name);

    /// <summary>Allows a key in every destination; its content is not checked.</summary>
    public HostKeyOptions AllowDestinationKey(string name) => Add(_destinations, name);

    internal HostKeys ToKeys() => new() { OfRoutes = _routes, OfClusters = _clusters, OfDestinations = _destinations };

    private HostKeyOptions Add(List<string> names, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        names.Add(name);
        return this;
    }
}
