using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management;
using TokenGateway.Management.Caller;
using TokenGateway.Management.Leaks;
using TokenGateway.Management.OpenApi;
using TokenGateway.Management.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what stands behind the Management endpoints.</summary>
public static class ManagementServiceCollectionExtensions
{
    /// <summary>
    /// Needs from the host: the stores, <see cref="TokenLifecycle"/>, <see cref="UserLifecycle"/>, the verifier,
    /// <see cref="TokenGateway.Core.Verification.IAccessModelSource"/>, <see cref="TokenGateway.Core.Settings.ISettingsRefresh"/>,
    /// and what tells of the edge: its routes and its count of wrong tokens.
    /// </summary>
    public static IServiceCollection AddManagement(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PresentedValues>();
        services.AddSingleton<BearerCallers>();
        services.AddSingleton<Callers>();
        services.AddSingleton<TokenViews>();
        services.AddSingleton<SettingsLifecycle>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<LeakReports>();
        services.AddSingleton<LeakQueue>();
        services.AddHostedService<LeakWorker>();
        AddJson(services);
        services.AddApiDocument();
        return services;
    }

    // The document's schemas are made by these options: numbers are numbers, as bodies are read.
    private static void AddJson(IServiceCollection services) => services.ConfigureHttpJsonOptions(options =>
    {
        options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        options.SerializerOptions.TypeInfoResolverChain.Insert(0, ManagementJson.Default);
    });
}
