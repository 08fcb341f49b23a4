using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Edge.Configuration.Sources;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Configuration;

/// <summary>
/// YARP's routes and clusters of a frozen configuration, read by YARP's own reader in a container of its own, so that
/// there is no second reading of that format.
/// </summary>
internal sealed record ProxySections(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)
{
    public static ProxySections? Read(FrozenConfiguration frozen, ConfigErrors errors)
    {
        if (TryRead(frozen.Root, out var sections) is not { } failure)
            return sections;
        foreach (var (path, reason) in Blame(frozen.Tree).DefaultIfEmpty((ConfigPath.ReverseProxy, failure)))
            errors.Add(path, reason);
        return null;
    }

    [SuppressMessage("Design", "CA1031", Justification = "YARP's reader reports a wrong value by whatever its conversion throws.")]
    private static string? TryRead(IConfiguration root, out ProxySections? sections)
    {
        sections = null;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReverseProxy().LoadFromConfig(root.GetSection(ConfigPath.ReverseProxy));
        using var provider = services.BuildServiceProvider();
        try
        {
            var config = provider.GetRequiredService<IProxyConfigProvider>().GetConfig();
            sections = new ProxySections(config.Routes, config.Clusters);
            return null;
        }
        catch (Exception failure)
        {
            return failure.GetBaseException().Message;
        }
    }

    // The reader names no key. Its conversions are one for each value, so each value is read with nothing beside it.
    private static IEnumerable<(string Path, string Reason)> Blame(ConfigNode tree)
    {
        foreach (var owner in OwnersIn(tree).Where(owner => TryRead(Alone(owner.Path, owner), out _) is not null))
        {
            foreach (var value in owner.Descendants().Where(node => node is { IsLeaf: true, Value: not null }))
            {
                if (TryRead(Alone(value.Path, value), out _) is { } reason)
                    yield return (value.Path, reason);
            }
        }
    }

    private static IEnumerable<ConfigNode> OwnersIn(ConfigNode tree) =>
        new[] { GatewayShape.Routes, GatewayShape.Clusters }.SelectMany(name => tree[ConfigPath.ReverseProxy]?[name]?.Children ?? []);

    private static IConfigurationRoot Alone(string path, ConfigNode node)
    {
        for (var parent = ConfigPath.ParentOf(path); parent is not null; parent = ConfigPath.ParentOf(parent))
            node = new ConfigNode { Key = ConfigurationPath.GetSectionKey(parent), Children = [node] };
        var root = ConfigNode.Empty with { Children = [node] };
        return new ConfigurationBuilder().Add(new FrozenProvider(root.WithPaths())).Build();
    }
}
