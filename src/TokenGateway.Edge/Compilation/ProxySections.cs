using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// YARP's routes and clusters of a configuration snapshot, read by YARP's own reader to avoid a second parser of that
/// format.
/// </summary>
internal sealed record ProxySections(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)
{
    /// <summary>
    /// Reads a configuration that passed the schema, with the <paramref name="services"/> of a reverse proxy. Null: YARP
    /// still cannot read it, which is reported as an error of the section.
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

    // YARP's reader is internal; YARP registers a factory that creates one for a section.
    private static IProxyConfigProvider ReaderOf(IConfiguration section, IServiceProvider services)
    {
        var registrations = new Registrations(new ServiceCollection());
        registrations.LoadFromConfig(section);
        return (IProxyConfigProvider)registrations.Services.Single(one => one.ServiceType == typeof(IProxyConfigProvider)).ImplementationFactory!(services);
    }

    private sealed record Registrations(IServiceCollection Services) : IReverseProxyBuilder;
}
