using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Hosting;
using TokenGateway.Hosting.Changes;
using TokenGateway.Hosting.Health;
using TokenGateway.Hosting.Redis;
using TokenGateway.Hosting.Stores;
using TokenGateway.Hosting.Upkeep;
using TokenGateway.Hosting.Usage;
using TokenGateway.Storage.Backends;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TokenGateway to a YARP host.</summary>
public static class HostingServiceCollectionExtensions
{
    /// <summary>
    /// Adds the token gateway to this reverse proxy: call it after <c>LoadFromConfig</c> with the configuration that
    /// contains the sections <c>ReverseProxy</c> and <c>TokenGateway</c>, and <c>app.UseTokenGateway()</c> before
    /// <c>app.MapReverseProxy()</c>. Routes without an access rule then fail to load.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>LoadFromConfig</c> was not called before.</exception>
    public static IReverseProxyBuilder AddTokenGateway(this IReverseProxyBuilder builder, IConfiguration configuration) =>
        builder.AddTokenGateway(configuration, _ => { });

    /// <summary>The same for a host with keys of its own in the section <c>ReverseProxy</c>.</summary>
    /// <exception cref="InvalidOperationException"><c>LoadFromConfig</c> was not called before.</exception>
    public static IReverseProxyBuilder AddTokenGateway(
        this IReverseProxyBuilder builder, IConfiguration configuration, Action<HostKeyOptions> allow)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(allow);
        builder.Services.Configure(allow);
        AddHealth(builder.Services);
        return builder.AddHostGuards().AddGateway(configuration, new EdgeScope(OnlyMarkedConnections: false), file: null);
    }

    // Services start in this order and stop in reverse: settings are read first, streams are watched last.
    internal static IReverseProxyBuilder AddGateway(this IReverseProxyBuilder builder, IConfiguration configuration, EdgeScope scope, string? file)
    {
        var services = builder.Services;
        AddStores(services);
        AddRedis(services);
        AddChanges(services);
        AddLifecycle(services);
        AddUpkeep(services);
        AddUsage(services);
        return builder.AddEdge(configuration, scope, file);
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton<StoreAccess>();
        Add(store => store.Tokens);
        Add(store => store.Users);
        Add(store => store.Audit);
        Add(store => store.KeptValues);
        Add(store => store.Notices);
        Add(store => store.Usage);
        Add(store => store.PermissionUses);
        Add(store => store.Sessions);
        Add(store => store.ProtectionKeys);
        Add(store => store.Passkeys);
        Add(store => store.Settings);
        services.TryAddSingleton<IFactsSource>(provider => provider.GetRequiredService<ITokenStore>());
        services.TryAddSingleton(provider => provider.GetRequiredService<StoreAccess>().Cache);
        services.TryAddSingleton(provider => provider.GetRequiredService<StoreAccess>().Freshness);
        services.TryAddSingleton(provider => provider.GetRequiredService<StoreAccess>().VerifierOptions);

        void Add<T>(Func<OpenedStore, T> port)
            where T : class => services.TryAddSingleton(provider => port(provider.GetRequiredService<StoreAccess>().Store));
    }

    private static void AddRedis(IServiceCollection services)
    {
        services.TryAddSingleton<RedisAccess>();
        services.TryAddSingleton<ISharedCounts>(provider => provider.GetRequiredService<RedisAccess>());
        services.TryAddSingleton<ISharedFacts>(provider => provider.GetRequiredService<RedisAccess>());
        services.AddHostedService<RedisBeat>();
    }

    // Only for a host that maps health checks: the gateway itself has its probes.
    private static void AddHealth(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StoreHealthCheck>(StoreHealthCheck.Name)
        .AddCheck<RedisHealthCheck>(RedisHealthCheck.Name);

    private static void AddChanges(IServiceCollection services)
    {
        services.TryAddSingleton<ChangeMetrics>();
        services.TryAddSingleton<ChangeDispatcher>();
        services.TryAddSingleton<IChangeSink>(provider => provider.GetRequiredService<ChangeDispatcher>());
        services.TryAddSingleton<ISettingsRefresh>(provider => provider.GetRequiredService<ChangeDispatcher>());
        services.AddHostedService<SettingsStart>();
    }

    private static void AddLifecycle(IServiceCollection services)
    {
        AddOnSteadyTime<TokenVerifier>(services);
        AddOnSteadyTime<TokenLifecycle>(services);
        AddOnSteadyTime<TokenImporter>(services);
        AddOnSteadyTime<TokenReveals>(services);
        AddOnSteadyTime<UserLifecycle>(services);
        services.TryAddSingleton<ServiceAccounts>();
        AddOnSteadyTime<ExternalUsers>(services);
        AddOnSteadyTime<PasskeyLifecycle>(services);
        services.TryAddSingleton(provider => new RetiredSecretUses(provider.GetRequiredService<IAuditLog>(), provider.GetRequiredService<MonotonicTimeProvider>())
        {
            Lost = failure => provider.GetRequiredService<ILoggerFactory>().CreateLogger("TokenGateway.Store").ReuseNotRecorded(failure.Message),
        });
    }

    private static void AddUpkeep(IServiceCollection services)
    {
        services.AddHostedService<SharedIdentityReport>();
        services.AddHostedService<UnmaintainedReport>();
        services.AddHostedService<RetiredSecretService>();
        services.AddHostedService<HeartbeatService>();
        services.AddHostedService<ChangeFollowerService>();
        services.AddHostedService<StoreUpkeepService>();
        services.AddHostedService<KeptValueErasure>();
        services.AddHostedService<AuditUpkeepService>();
    }

    private static void AddUsage(IServiceCollection services)
    {
        services.TryAddSingleton<UsageRecorder>();
        services.TryAddSingleton(provider => new UsageFlusher(
            provider.GetRequiredService<UsageRecorder>(), provider.GetRequiredService<IUsageStore>(), provider.GetRequiredService<TimeProvider>())
        {
            Resolution = provider.GetRequiredService<StoreAccess>().UsageResolution,
        });
        services.TryAddSingleton(provider =>
        {
            var state = provider.GetRequiredService<GatewayState>();
            return new PermissionFlusher(
                provider.GetRequiredService<UsageRecorder>(), provider.GetRequiredService<IPermissionUseStore>(),
                () => state.CurrentOrNull?.Access.AskedPermissionNames ?? [], provider.GetRequiredService<TimeProvider>());
        });
        services.AddHostedService<UsageService>();
    }

    // An expired token must stay expired if the clock is set back.
    private static void AddOnSteadyTime<T>(IServiceCollection services)
        where T : class => services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<MonotonicTimeProvider>()));
}
