using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Notices;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.OwnEndpoints;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Routing;
using TokenGateway.Edge.Streams;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the data plane to a YARP host.</summary>
internal static class EdgeServiceCollectionExtensions
{
    /// <summary>Checks that only a library host needs, where the gateway does not control the pipeline and the policies.</summary>
    internal static IReverseProxyBuilder AddHostGuards(this IReverseProxyBuilder builder)
    {
        builder.Services.TryAddSingleton<StartupCheck>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StartupCheck>());
        DecorateHostPolicies(builder.Services);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.AspNetCore.Routing.MatcherPolicy, RoutedTargetPolicy>());
        return builder;
    }

    /// <summary>
    /// The data plane without the stores, lifecycle and usage that it needs to verify tokens; TokenGateway.Hosting adds
    /// these.
    /// </summary>
    internal static IReverseProxyBuilder AddEdge(
        this IReverseProxyBuilder builder, IConfiguration configuration, EdgeScope scope, string? file)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayTimings>();
        services.TryAddSingleton(provider => new MonotonicTimeProvider(
            provider.GetRequiredService<TimeProvider>(), by => provider.GetRequiredService<ILoggerFactory>().CreateLogger("TokenGateway.Clock").ClockIsBehind(by)));
        services.TryAddSingleton(scope);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.AspNetCore.Routing.MatcherPolicy, TiedRoutesPolicy>());
        AddConfiguration(services, configuration, file);
        AddIntake(services);
        services.AddCors();
        services.TryAddSingleton<CrossOrigin>();
        services.TryAddSingleton<FailedAttempts>();
        services.TryAddSingleton<Authenticator>();
        AddLimits(services);
        services.TryAddSingleton<ICallBudget, CallBudget>();
        services.TryAddSingleton<Refuser>();
        services.TryAddSingleton<UnhandledErrors>();
        services.TryAddSingleton<UpstreamFailures>();
        services.ConfigureOptions<LinearConstraints>();
        services.TryAddSingleton(provider => new DialectPorts(
            provider.GetRequiredService<TokenLifecycle>(), provider.GetRequiredService<UserLifecycle>(), provider.GetRequiredService<MonotonicTimeProvider>()));
        services.TryAddSingleton<CallStage>();
        services.TryAddSingleton<RequestUsage>();
        services.TryAddSingleton<IAccessLog, AccessLog>();
        services.ConfigureOptions<QuietRequestLogs>();
        if (scope.OnlyMarkedConnections)
            AddServerRefusals(services);
        DecorateTransforms(services);
        AddUpstreams(services);
        AddStreams(services);
        return builder;
    }

    private static void AddServerRefusals(IServiceCollection services)
    {
        services.AddSingleton<ServerRefusals>();
        services.AddSingleton<System.Diagnostics.DiagnosticSource>(provider => provider.GetRequiredService<ServerRefusals>());
        services.AddSingleton<Http2Refusals>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<Http2Refusals>());
        services.AddLogging(logging => logging.AddFilter<Http2Refusals>(null, LogLevel.None)
            .AddFilter<Http2Refusals>(Http2Refusals.Category, LogLevel.Debug).AddFilter<Http2Refusals>(Http2Refusals.BadRequestCategory, LogLevel.Debug));
    }

    private static void AddLimits(IServiceCollection services)
    {
        services.TryAddSingleton<ISharedCounts, NoSharedCounts>();
        services.TryAddSingleton<LimitMetrics>();
        services.TryAddSingleton<Leases>();
        services.TryAddSingleton<RateLimiter>();
        services.TryAddSingleton<SharedLimiter>();
        services.TryAddSingleton<LimitCosts>();
    }

    private static void AddConfiguration(IServiceCollection services, IConfiguration configuration, string? file)
    {
        if (services.LastOrDefault(one => one.ServiceType == typeof(IProxyConfigProvider)) is null)
            throw new InvalidOperationException("Call LoadFromConfig(configuration.GetSection(\"ReverseProxy\")) before AddTokenGateway(configuration).");
        services.RemoveAll<IProxyConfigProvider>();
        services.TryAddSingleton<GatewayState>();
        services.TryAddSingleton<HeaderEncodings>();
        services.TryAddSingleton<SettingsState>();
        services.TryAddSingleton<IAccessModelSource>(provider => provider.GetRequiredService<GatewayState>());
        services.TryAddSingleton<IDialectSource>(provider => provider.GetRequiredService<GatewayState>());
        services.TryAddSingleton<INoticeOptionsSource>(provider => provider.GetRequiredService<GatewayState>());
        services.TryAddSingleton(provider => new GatewayLoader(
            configuration, BaseFolderOf(provider, file), provider, Path.GetFileName(file), provider.GetRequiredService<SettingsState>()));
        services.TryAddSingleton(provider => new GatewayConfigProvider(
            provider.GetRequiredService<GatewayLoader>(), provider.GetRequiredService<GatewayState>(), configuration,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<GatewayConfigProvider>());
        services.TryAddSingleton<TokenGateway.Core.Tokens.ITokenValueFormat, CurrentTokenFormat>();
    }

    private static string BaseFolderOf(IServiceProvider services, string? file) =>
        Path.GetDirectoryName(file) ?? services.GetRequiredService<IHostEnvironment>().ContentRootPath;

    private static void AddIntake(IServiceCollection services)
    {
        services.AddSingleton<IHttpContextFactory>(provider => new EdgeHttpContextFactory(
            new DefaultHttpContextFactory(provider), provider.GetRequiredService<GatewayState>(), provider.GetRequiredService<EdgeScope>(),
            provider.GetRequiredService<TimeProvider>(), provider));

        // First in the list means outermost.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, IntakeStartupFilter>());
    }

    private static void DecorateTransforms(IServiceCollection services)
    {
        var inner = services.Last(one => one.ServiceType == typeof(ITransformBuilder)).ImplementationType!;
        services.AddSingleton<ITransformBuilder>(provider => new EdgeTransformBuilder(
            (ITransformBuilder)ActivatorUtilities.CreateInstance(provider, inner), provider.GetRequiredService<GatewayState>(),
            provider.GetServices<ITransformProvider>(), provider.GetRequiredService<MonotonicTimeProvider>(), provider.GetRequiredService<LimitCosts>(), provider.GetRequiredService<ILoggerFactory>()));
    }

    // A host with its own client factory keeps it.
    private static void AddUpstreams(IServiceCollection services)
    {
        if (services.Last(one => one.ServiceType == typeof(IForwarderHttpClientFactory)).ImplementationType == typeof(ForwarderHttpClientFactory))
            services.AddSingleton<IForwarderHttpClientFactory, UpstreamClients>();
        services.TryAddSingleton<ForwardingMetrics>();
        var forwarder = services.Last(one => one.ServiceType == typeof(IHttpForwarder));
        services.AddSingleton<IHttpForwarder>(provider => ActivatorUtilities.CreateInstance<EdgeForwarder>(provider, (IHttpForwarder)Create(forwarder, provider)));
    }

    // Whatever kind of registration the host used: the comparison with the decision must come before it sends.
    private static object Create(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance ?? service.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private static void AddStreams(IServiceCollection services)
    {
        services.TryAddSingleton<OpenStreams>();
        services.TryAddSingleton<StreamReauthorizer>();
        services.AddHostedService<StreamWatchService>();
    }

    private static void DecorateHostPolicies(IServiceCollection services)
    {
        var inner = services.Last(one => one.ServiceType == typeof(IAuthorizationMiddlewareResultHandler)).ImplementationType!;
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => new HostPolicyResults(
            (IAuthorizationMiddlewareResultHandler)ActivatorUtilities.CreateInstance(provider, inner), provider.GetRequiredService<Refuser>()));
    }
}
