using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.DataProtection;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Management;
using TokenGateway.Management.Authentication;
using TokenGateway.Portal;

namespace TokenGateway.Endpoints;

/// <summary>
/// The management API and the portal in a container of their own, created for the first request that needs it: their
/// schemes, policies, calls and pages would cost every gateway memory and startup time. It has its own services and those
/// of the gateway in <see cref="Shared"/>.
/// </summary>
/// <param name="gateway">The services of the gateway.</param>
/// <param name="configure">Called last, before the container is built; null: nothing.</param>
internal sealed class ManagementContainer(IServiceProvider gateway, Action<IServiceCollection>? configure) : IHostedService, IAsyncDisposable
{
    private static readonly Type[] Shared =
    [
        typeof(ILoggerFactory), typeof(IHostApplicationLifetime), typeof(IWebHostEnvironment), typeof(IHostEnvironment),
        typeof(DiagnosticListener), typeof(DiagnosticSource), typeof(IMeterFactory), typeof(IDataProtectionProvider),
        typeof(TimeProvider), typeof(MonotonicTimeProvider), typeof(GatewayTimings),
        typeof(ITokenStore), typeof(IUserStore), typeof(ISessionStore), typeof(IPasskeyStore), typeof(ISettingsStore), typeof(IAuditLog), typeof(IUsageStore),
        typeof(IPermissionUseStore), typeof(IChangeSink), typeof(ISettingsRefresh), typeof(UsageRecorder),
        typeof(TokenVerifier), typeof(TokenLifecycle), typeof(TokenReveals), typeof(UserLifecycle), typeof(ServiceAccounts), typeof(ExternalUsers),
        typeof(PasskeyLifecycle), typeof(RetiredSecretUses),
        typeof(IAccessModelSource), typeof(IDialectSource), typeof(DialectPorts), typeof(ICallBudget),
        typeof(GatewayState), typeof(GatewayConfigProvider), typeof(FailedAttempts), typeof(EdgeListeners),
    ];

    private readonly Lazy<Contents> _contents = new(() => Build(gateway, configure));

    /// <summary>Whether a request has needed it.</summary>
    public bool IsCreated => _contents.IsValueCreated;

    public IServiceProvider Services => _contents.Value.Services;

    /// <summary>Runs a request through its pipeline.</summary>
    public Task RunAsync(HttpContext context) => RunAsync(context, _contents.Value.Pipeline);

    /// <summary>Runs work for a request with its services.</summary>
    public Task RunAsync(HttpContext context, RequestDelegate work)
    {
        // The scope ends with the response.
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, Services.GetRequiredService<IServiceScopeFactory>()));
        return work(context);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what works in the background for its requests.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!IsCreated)
            return;
        foreach (var service in Services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => IsCreated ? _contents.Value.Services.DisposeAsync() : ValueTask.CompletedTask;

    private static Contents Build(IServiceProvider gateway, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();

        // As instances: the gateway's container disposes them.
        foreach (var type in Shared)
            services.AddSingleton(type, gateway.GetRequiredService(type));
        services.AddLogging();
        services.AddRouting();
        services.AddManagement();
        services.AddSingleton<IAttempts, EdgeAttempts>();
        services.AddPortal();
        services.DeferDataProtection();
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
            service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        var pipeline = new ApplicationBuilder(provider).UseManagement().UsePortal().UseRouting().UseManagementPolicies().UseEndpoints(routes =>
        {
            routes.MapManagement();
            routes.MapPortal();
        });
        return new Contents(provider, pipeline.Build());
    }

    private sealed record Contents(ServiceProvider Services, RequestDelegate Pipeline);
}
