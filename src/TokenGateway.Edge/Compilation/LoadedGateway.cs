using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>One generation, validated as a whole: our part and YARP's part.</summary>
/// <param name="Model">Our part, compiled.</param>
/// <param name="Written">The section as configured, for options that are read only at startup.</param>
/// <param name="Routes">YARP's routes, stamped with the generation.</param>
/// <param name="Clusters">YARP's clusters.</param>
/// <param name="Digest">A digest of the sections: equal content has an equal digest.</param>
internal sealed record LoadedGateway(
    GatewayModel Model, GatewayConfig Written, IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters, string Digest)
{
    /// <summary>The source configuration, to recompile it with other settings.</summary>
    public required ConfigurationSnapshot Frozen { get; init; }
}
