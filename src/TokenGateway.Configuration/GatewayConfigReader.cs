using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>Reads the sections strictly: first every key by its shape, then the cross-key rules.</summary>
internal static class GatewayConfigReader
{
    /// <summary>
    /// Adds all errors to <paramref name="errors"/>. Use the result only if there are none. Does not check references to
    /// names (roles, policies).
    /// </summary>
    public static GatewayConfigSet Read(ConfigurationSnapshot frozen, ConfigErrors errors) => Read(frozen, HostKeys.None, errors);

    internal static GatewayConfigSet Read(ConfigurationSnapshot frozen, HostKeys host, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(frozen);
        ArgumentNullException.ThrowIfNull(errors);
        var tree = frozen.Tree;
        foreach (var error in frozen.Sources.KeyErrors.Where(error => ConfigPath.IsStrict(error.Path)))
            errors.Add(error);
        GatewayShape.Check(tree, frozen.Dialects, host, errors);
        var proxy = tree[ConfigPath.ReverseProxy];
        return new GatewayConfigSet(
            new GatewayConfig(tree[ConfigPath.Gateway], frozen.Dialects),
            proxy.Map(GatewayShape.Routes, route => new RouteBlockConfig(route)),
            proxy.Map(GatewayShape.Clusters, cluster => new ClusterBlockConfig(cluster)))
        {
            NamedSettings = TokensConfig.Named(frozen.Written[ConfigPath.Gateway]),
        };
    }
}
