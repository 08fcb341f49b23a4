using TokenGateway.Edge.Configuration.Sections;

namespace TokenGateway.Edge.Configuration;

/// <summary>Reads our sections strictly: first every key by its shape, then the rules that join keys.</summary>
public static class GatewayConfigReader
{
    /// <summary>
    /// Adds all that is wrong to <paramref name="errors"/>. The result may be used only when that stayed empty. Whether
    /// names refer to something (roles, policies) is not asked here.
    /// </summary>
    public static GatewayConfigSet Read(FrozenConfiguration frozen, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(frozen);
        ArgumentNullException.ThrowIfNull(errors);
        var tree = frozen.Tree;
        foreach (var error in frozen.Sources.KeyErrors.Where(error => ConfigPath.IsStrict(error.Path)))
            errors.Add(error);
        GatewayShape.Check(tree, frozen.Dialects, errors);
        var proxy = tree[ConfigPath.ReverseProxy];
        return new GatewayConfigSet(
            GatewaySection.Read(tree[ConfigPath.Gateway], frozen.Dialects),
            proxy.Map(GatewayShape.Routes, RouteSection.Read),
            proxy.Map(GatewayShape.Clusters, ClusterSection.Read))
        {
            NamedSettings = TokensSection.Named(frozen.Written[ConfigPath.Gateway]),
        };
    }
}
