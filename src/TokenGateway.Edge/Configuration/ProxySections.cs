using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Configuration;

/// <summary>
/// YARP's routes and clusters of a frozen configuration, read by YARP's own reader in a container of its own, so that
/// there is no second reading of that format.
/// </summary>
internal sealed record ProxySections(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)
{
    [SuppressMessage("Design", "CA1031", Justification = "YARP's reader reports a wrong value by whatever its conversion throws.")]
    public static ProxySections? Read(FrozenConfiguration frozen, ConfigErrors errors)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReverseProxy().LoadFromConfig(frozen.Root.GetSection(ConfigPath.ReverseProxy));
        using var provider = services.BuildServiceProvider();
        try
        {
            var config = provider.GetRequiredService<IProxyConfigProvider>().GetConfig();
            return new ProxySections(config.Routes, config.Clusters);
        }
        catch (Exception failure)
        {
            errors.Add(ConfigPath.ReverseProxy, failure.GetBaseException().Message);
            return null;
        }
    }
}
