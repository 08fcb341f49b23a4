using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Settings;

namespace TokenGateway.Configuration;

/// <summary>
/// The gateway's part of one configuration snapshot: the section <c>TokenGateway</c>, and the block of every route and
/// cluster beside YARP's keys, by id.
/// </summary>
internal sealed record GatewayConfigSet(
    GatewayConfig Gateway,
    IReadOnlyDictionary<string, RouteBlockConfig> Routes,
    IReadOnlyDictionary<string, ClusterBlockConfig> Clusters)
{
    /// <summary>The configured keys that can also be set at run time.</summary>
    public ImmutableHashSet<SettingName> NamedSettings { get; init; } = [];
}
