using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Caller;
using TokenGateway.Management.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what stands behind the Management endpoints.</summary>
public static class ManagementServiceCollectionExtensions
{
    /// <summary>
    /// Needs from the host: the stores, <see cref="TokenLifecycle"/>, <see cref="UserLifecycle"/>, the verifier and
    /// <see cref="TokenGateway.Core.Verification.IAccessModelSource"/>.
    /// </summary>
    public static IServiceCollection AddManagement(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<BearerCallers>();
        services.AddSessions();
        return services;
    }
}
