using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>YARP's part of a generation.</summary>
internal sealed class GatewayProxyConfig(LoadedGateway loaded, IChangeToken changed) : IProxyConfig
{
    public string RevisionId => loaded.Model.GenerationId;

    public IReadOnlyList<RouteConfig> Routes => loaded.Routes;

    public IReadOnlyList<ClusterConfig> Clusters => loaded.Clusters;

    public IChangeToken ChangeToken => changed;
}
