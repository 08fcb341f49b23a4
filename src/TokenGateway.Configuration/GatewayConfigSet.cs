using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Settings;

namespace TokenGateway.Configuration;

/// <summary>
/// Everything of ours that one frozen configuration says: the section <c>TokenGateway</c>, and for every route and every
/// cluster, by id, the block beside YARP's keys.
/// </summary>
internal sealed record GatewayConfigSet(
    GatewayConfig Gateway,
    IReadOnlyDictionary<string, RouteBlockConfig> Routes,
    IReadOnlyDictionary<string, ClusterBlockConfig> Clusters)
{
    /// <summary>The keys that can also be set at run time and are written here.</summary>
    public ImmutableHashSet<SettingName> NamedSettings { get; init; } = [];
}
