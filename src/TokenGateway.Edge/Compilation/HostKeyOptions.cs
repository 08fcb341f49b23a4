using TokenGateway.Configuration.Sections.Proxy;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Keys that a host application itself reads in the section <c>ReverseProxy</c>. Any other key that YARP does not know is
/// an error: YARP would ignore it, and a mistyped condition would open a route. Transforms need no mention here; those of
/// a registered <c>ITransformFactory</c> are known by it.
/// </summary>
public sealed class HostKeyOptions
{
    private readonly List<string> _routes = [];
    private readonly List<string> _clusters = [];
    private readonly List<string> _destinations = [];

    /// <summary>Allows a key in every route; what is below it is not checked.</summary>
    public HostKeyOptions AllowRouteKey(string name) => Add(_routes, name);

    /// <summary>Allows a key in every cluster; what is below it is not checked.</summary>
    public HostKeyOptions AllowClusterKey(string name) => Add(_clusters, name);

    /// <summary>Allows a key in every destination; what is below it is not checked.</summary>
    public HostKeyOptions AllowDestinationKey(string name) => Add(_destinations, name);

    internal HostKeys ToKeys() => new() { OfRoutes = _routes, OfClusters = _clusters, OfDestinations = _destinations };

    private HostKeyOptions Add(List<string> names, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        names.Add(name);
        return this;
    }
}
