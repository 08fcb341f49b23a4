using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>One generation, validated as a whole: ours and YARP's part.</summary>
/// <param name="Model">Ours, compiled.</param>
/// <param name="Written">The section as it was written, for what is only read at start.</param>
/// <param name="Routes">YARP's routes, stamped with the generation.</param>
/// <param name="Clusters">YARP's clusters.</param>
/// <param name="Digest">Of the sections' content: equal content, equal digest.</param>
internal sealed record LoadedGateway(
    GatewayModel Model, GatewayConfig Written, IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters, string Digest)
{
    /// <summary>What it was made of, to make it again by other settings.</summary>
    public required ConfigurationSnapshot Frozen { get; init; }
}
