using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Hosting;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.OwnEndpoints;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Streams;
using TokenGateway.Storage;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TokenGateway's edge to a YARP host.</summary>
public static class EdgeServiceCollectionExtensions
{
    /// <summary>
    /// Puts the token gateway into this reverse proxy: call it after <c>LoadFromConfig</c> with the configuration that
    /// holds the sections <c>ReverseProxy</c> and <c>TokenGateway</c>, and <c>app.UseTokenGateway()</c> before
    /// <c>app.MapReverseProxy()</c>. From then on routes without an access rule do not load.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>LoadFromConfig</c> was not called before.</exception>
    public static IReverseProxyBuilder AddTokenGateway(this IReverseProxyBuilder builder, IConfiguration configuration) =>
        builder.AddTokenGateway(configuration, _ => { });

    /// <summary>The same for a host that reads keys of its own in the section <c>ReverseProxy</c>.</summary>
    /// <exception cref="InvalidOperationException"><c>LoadFromConfig</c> was not called before.</exception>
    public static IReverseProxyBuilder AddTokenGateway(
        this IReverseProxyBuilder builder, IConfiguration configuration, Action<HostKeyOptions> allow)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(allow);
        builder.Services.Configure(allow);
        builder.Services.AddSingleton<StartupCheck>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StartupCheck>());
        DecorateHostPolicies(builder.Services);
        builder.Services.AddSingleton<Microsoft.AspNetCore.Routing.MatcherPolicy, RoutedTargetPolicy>();
        return builder.AddEdge(configuration, new EdgeScope(OnlyMarkedConnections: false), file: null);
    }

    internal static IReverseProxyBuilder AddEdge(
        this IReverseProxyBuilder builder, IConfiguration configuration, EdgeScope scope, string? file)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayTimings>();
        services.AddSingleton(scope);
        services.AddSingleton<Microsoft.AspNetCore.Routing.MatcherPolicy, TiedRoutesPolicy>();
        AddConfiguration(services, configuration, file);
        AddIntake(services);
        AddVerification(services);
        services.AddCors();
        services.AddSingleton<CrossOrigin>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<ICallBudget, CallBudget>();
        services.AddSingleton<Refuser>();
        services.AddSingleton<UnhandledErrors>();
        services.AddSingleton<UpstreamFailures>();
        services.ConfigureOptions<LinearConstraints>();
        services.AddSingleton(provider => new DialectPorts(
            provider.GetRequiredService<TokenLifecycle>(), provider.GetRequiredService<UserLifecycle>(), provider.GetRequiredService<MonotonicTimeProvider>()));
        services.AddSingleton<CallStage>();
        services.TryAddSingleton<IAccessLog, AccessLog>();
        services.ConfigureOptions<QuietRequestLogs>();
        if (scope.OnlyMarkedConnections)
            services.AddSingleton<System.Diagnostics.DiagnosticSource, ServerRefusals>();
        DecorateTransforms(services);
        AddUpstreams(services);
        AddStreams(services);
        return builder;
    }

    private static void AddConfiguration(IServiceCollection services, IConfiguration configuration, string? file)
    {
        if (services.LastOrDefault(one => one.ServiceType == typeof(IProxyConfigProvider)) is null)
            throw new InvalidOperationException("Call LoadFromConfig(configuration.GetSection(\"ReverseProxy\")) before AddTokenGateway(configuration).");
        services.RemoveAll<IProxyConfigProvider>();
        services.AddSingleton<GatewayState>();
        services.AddSingleton<HeaderEncodings>();
        services.AddSingleton<SettingsState>();
        services.AddSingleton<IAccessModelSource>(provider => provider.GetRequiredService<GatewayState>());
        services.AddSingleton<IDialectSource>(provider => provider.GetRequiredService<GatewayState>());
        services.AddSingleton<INoticeOptionsSource>(provider => provider.GetRequiredService<GatewayState>());
        services.AddSingleton(provider => new GatewayLoader(
            configuration, BaseFolderOf(provider, file), provider, Path.GetFileName(file), provider.GetRequiredService<SettingsState>()));
        services.AddSingleton(provider => new GatewayConfigProvider(
            provider.GetRequiredService<GatewayLoader>(), provider.GetRequiredService<GatewayState>(), configuration,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<GatewayConfigProvider>());
    }

    private static string BaseFolderOf(IServiceProvider services, string? file) =>
        Path.GetDirectoryName(file) ?? services.GetRequiredService<IHostEnvironment>().ContentRootPath;

    private static void AddIntake(IServiceCollection services)
    {
        services.AddSingleton<IHttpContextFactory>(provider => new EdgeHttpContextFactory(
            new DefaultHttpContextFactory(provider), provider.GetRequiredService<GatewayState>(), provider.GetRequiredService<EdgeScope>(),
            provider.GetRequiredService<TimeProvider>(), provider));

        // First in the list: the outermost.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, IntakeStartupFilter>());
    }

    private static void AddVerification(IServiceCollection services)
    {
        services.AddSingleton<StoreAccess>();
        AddPorts(services);
        services.AddSingleton<IFactsSource>(provider => provider.GetRequiredService<ITokenStore>());
        services.AddSingleton(provider => provider.GetRequiredService<StoreAccess>().Cache);
        services.AddSingleton<ChangeDispatcher>();
        services.AddSingleton<IChangeSink>(provider => provider.GetRequiredService<ChangeDispatcher>());
        services.AddSingleton<ISettingsRefresh>(provider => provider.GetRequiredService<ChangeDispatcher>());
        services.AddHostedService<SettingsStart>();
        services.AddSingleton(provider => provider.GetRequiredService<StoreAccess>().Freshness);
        services.AddSingleton(provider => provider.GetRequiredService<StoreAccess>().VerifierOptions);
        services.AddSingleton(provider => new MonotonicTimeProvider(
            provider.GetRequiredService<TimeProvider>(), by => provider.GetRequiredService<ILoggerFactory>().CreateLogger("TokenGateway.Clock").ClockIsBehind(by)));
        AddOnSteadyTime<TokenVerifier>(services);
        services.AddSingleton<TokenGateway.Core.Tokens.ITokenValueFormat, CurrentTokenFormat>();
        AddOnSteadyTime<TokenLifecycle>(services);
        AddOnSteadyTime<TokenImporter>(services);
        AddOnSteadyTime<TokenReveals>(services);
        AddOnSteadyTime<UserLifecycle>(services);
        services.AddSingleton(provider => new RetiredSecretUses(provider.GetRequiredService<IAuditLog>(), provider.GetRequiredService<MonotonicTimeProvider>())
        {
            Lost = failure => provider.GetRequiredService<ILoggerFactory>().CreateLogger("TokenGateway.Store").ReuseNotRecorded(failure.Message),
        });
        services.AddHostedService<SharedIdentityReport>();
        services.AddHostedService<RetiredSecretService>();
        services.AddHostedService<ChangeFollowerService>();
        services.AddHostedService<StoreUpkeepService>();
        services.AddHostedService<KeptValueErasure>();
        services.AddHostedService<AuditUpkeepService>();
        AddUsage(services);
    }

    private static void AddPorts(IServiceCollection services)
    {
        Add(store => store.Tokens);
        Add(store => store.Users);
        Add(store => store.Audit);
        Add(store => store.KeptValues);
        Add(store => store.Notices);
        Add(store => store.Usage);
        Add(store => store.Sessions);
        Add(store => store.ProtectionKeys);
        Add(store => store.Settings);

        void Add<T>(Func<OpenedStore, T> port)
            where T : class => services.AddSingleton(provider => port(provider.GetRequiredService<StoreAccess>().Store));
    }

    private static void AddUsage(IServiceCollection services)
    {
        services.AddSingleton<UsageRecorder>();
        services.AddSingleton(provider => new UsageFlusher(
            provider.GetRequiredService<UsageRecorder>(), provider.GetRequiredService<IUsageStore>(), provider.GetRequiredService<TimeProvider>())
        {
            Resolution = provider.GetRequiredService<StoreAccess>().UsageResolution,
        });
        services.AddHostedService<UsageService>();
    }

    // What has ended must stay ended when somebody sets the clock back.
    private static void AddOnSteadyTime<T>(IServiceCollection services)
        where T : class => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<MonotonicTimeProvider>()));

    private static void DecorateTransforms(IServiceCollection services)
    {
        var inner = services.Last(one => one.ServiceType == typeof(ITransformBuilder)).ImplementationType!;
        services.AddSingleton<ITransformBuilder>(provider => new EdgeTransformBuilder(
            (ITransformBuilder)ActivatorUtilities.CreateInstance(provider, inner), provider.GetRequiredService<GatewayState>(),
            provider.GetServices<ITransformProvider>(), provider.GetRequiredService<MonotonicTimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
    }

    // A host that makes the clients itself has them in its own hands.
    private static void AddUpstreams(IServiceCollection services)
    {
        if (services.Last(one => one.ServiceType == typeof(IForwarderHttpClientFactory)).ImplementationType == typeof(ForwarderHttpClientFactory))
            services.AddSingleton<IForwarderHttpClientFactory, UpstreamClients>();
        services.AddSingleton<ForwardingMetrics>();
        var forwarder = services.Last(one => one.ServiceType == typeof(IHttpForwarder));
        services.AddSingleton<IHttpForwarder>(provider => ActivatorUtilities.CreateInstance<EdgeForwarder>(provider, (IHttpForwarder)Create(forwarder, provider)));
    }

    // However the host registered it: what is decided is compared with what leaves in front of it.
    private static object Create(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance ?? service.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private static void AddStreams(IServiceCollection services)
    {
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<StreamReauthorizer>();
        services.AddHostedService<StreamWatchService>();
    }

    private static void DecorateHostPolicies(IServiceCollection services)
    {
        var inner = services.Last(one => one.ServiceType == typeof(IAuthorizationMiddlewareResultHandler)).ImplementationType!;
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => new HostPolicyResults(
            (IAuthorizationMiddlewareResultHandler)ActivatorUtilities.CreateInstance(provider, inner), provider.GetRequiredService<Refuser>()));
    }
}
