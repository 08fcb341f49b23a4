using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Timing;
using TokenGateway.Management.Caller;
using TokenGateway.Management.Notices;
using TokenGateway.Management.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what stands behind the Management endpoints.</summary>
public static class ManagementServiceCollectionExtensions
{
    /// <summary>
    /// Needs from the host: the stores, <see cref="SteadyTimeProvider"/>, <see cref="INoticeOptionsSource"/>, <see cref="TokenLifecycle"/>, <see cref="UserLifecycle"/>, the verifier and
    /// <see cref="TokenGateway.Core.Verification.IAccessModelSource"/>.
    /// </summary>
    public static IServiceCollection AddManagement(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<BearerCallers>();
        AddNotices(services);
        services.AddSessions();
        return services;
    }

    private static void AddNotices(IServiceCollection services)
    {
        AddOnSteadyTime<RecordPlanner>(services);
        AddOnSteadyTime<ExpiryPlanner>(services);
        services.AddSingleton<INoticeChannel, MailChannel>();
        services.AddSingleton<INoticeChannel, WebhookChannel>();
        services.AddSingleton<NoticeMetrics>();
        services.AddHostedService<NoticePlanning>();
        services.AddHostedService<NoticeSending>();
    }

    // A clock that is set back must not make anything happen again.
    private static void AddOnSteadyTime<T>(IServiceCollection services)
        where T : class => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<SteadyTimeProvider>()));
}
