using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace TokenGateway.DataProtection;

/// <summary>Adds the keys of data protection, kept in the store.</summary>
internal static class KeyServiceCollectionExtensions
{
    // The name is part of the protection: all nodes of a store share it, wherever they are installed.
    // Through a factory: the names of the setup's types load the XML assemblies, which a gateway without sessions does not need.
    public static void AddStoredKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("TokenGateway");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new StoredKeysSetup(provider));
    }

    /// <summary>
    /// Has the keys read, and the first one created, on first use and not at startup. Call it last: many features of the
    /// framework add what reads them.
    /// </summary>
    public static void DeferDataProtection(this IServiceCollection services)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ServiceType == typeof(IHostedService) && services[i].ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly)
                services.RemoveAt(i);
            else if (services[i].ServiceType == typeof(IDataProtectionProvider) && services[i].ImplementationFactory is { } create)
                services[i] = ServiceDescriptor.Singleton<IDataProtectionProvider>(provider => new LazyDataProtection(() => (IDataProtectionProvider)create(provider)));
        }
    }
}
