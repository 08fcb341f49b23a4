using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal;
using TokenGateway.Portal.Bulk;
using TokenGateway.Portal.Products;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages of the portal.</summary>
public static class PortalServiceCollectionExtensions
{
    /// <summary>Requires the services of <c>AddManagement</c>, and an <c>IGatewayRoutes</c>.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<ShownOnce>();
        services.AddSingleton<SentForms>();
        services.AddSingleton<TokenPages>();
        services.AddSingleton<NewTokens>();
        services.AddSingleton<ProductWords>();
        services.AddSingleton<BulkPlans>();
        services.AddSingleton<BulkRuns>();
        services.AddSingleton<BulkRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<BulkRunner>());
        services.AddSingleton<PageContainer>();
        services.Configure<SessionHandlerOptions>(ManagementAuthenticationDefaults.SessionScheme, options => options.SendToSignIn = SignInRedirect.SendAsync);
        return services;
    }
}
