using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// YARP's routes and clusters of a frozen configuration, read by YARP's own reader, so that there is no second reading of
/// that format.
/// </summary>
internal sealed record ProxySections(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)
{
    /// <summary>
    /// Reads what the shapes accepted, with the <paramref name="services"/> of a reverse proxy. Null: something cannot be
    /// read all the same, which is an error at the section.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "YARP's reader reports a wrong value by whatever its conversion throws.")]
    public static ProxySections? Read(ConfigurationSnapshot frozen, IServiceProvider services, ConfigErrors errors)
    {
        var reader = ReaderOf(frozen.Root.GetSection(ConfigPath.ReverseProxy), services);
        try
        {
            var config = reader.GetConfig();
            return new ProxySections(config.Routes, config.Clusters);
        }
        catch (Exception failure)
        {
            errors.Add(ConfigPath.ReverseProxy, failure.GetBaseException().Message);
            return null;
        }
        finally
        {
            (reader as IDisposable)?.Dispose();
        }
    }

    // YARP keeps the class to itself and registers a factory that makes one for a section.
    private static IProxyConfigProvider ReaderOf(IConfiguration section, IServiceProvider services)
    {
        var registrations = new Registrations(new ServiceCollection());
        registrations.LoadFromConfig(section);
        return (IProxyConfigProvider)registrations.Services.Single(one => one.ServiceType == typeof(IProxyConfigProvider)).ImplementationFactory!(services);
    }

    private sealed record Registrations(IServiceCollection Services) : IReverseProxyBuilder;
}
