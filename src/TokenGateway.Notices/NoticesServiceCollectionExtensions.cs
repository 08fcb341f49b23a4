using TokenGateway.Core.Notices;
using TokenGateway.Core.Timing;
using TokenGateway.Notices;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the planning and sending of notices.</summary>
internal static class NoticesServiceCollectionExtensions
{
    /// <summary>
    /// Requires from the host: the stores, <see cref="MonotonicTimeProvider"/>, <see cref="GatewayTimings"/>,
    /// <see cref="INoticeOptionsSource"/> and <see cref="TokenGateway.Core.Verification.IAccessModelSource"/>.
    /// </summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        AddOnSteadyTime<RecordPlanner>(services);
        AddOnSteadyTime<ExpiryPlanner>(services);
        services.AddSingleton<INoticeChannel, MailChannel>();
        services.AddSingleton<INoticeChannel, WebhookChannel>();
        services.AddSingleton<NoticeMetrics>();
        services.AddHostedService<NoticePlanning>();
        services.AddHostedService<NoticeSending>();
        return services;
    }

    // If the clock is set back, nothing may happen a second time.
    private static void AddOnSteadyTime<T>(IServiceCollection services)
        where T : class => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<MonotonicTimeProvider>()));
}
