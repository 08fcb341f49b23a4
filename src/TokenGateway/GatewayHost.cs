using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Timing;
using TokenGateway.DataProtection;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Requests;
using TokenGateway.Endpoints;
using TokenGateway.Explaining;
using TokenGateway.Hosting.Upkeep;
using TokenGateway.Logging;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway;

/// <summary>
/// The gateway as a host: one process with three kinds of endpoints, distinguished by a mark that the endpoint itself sets
/// on the connection. Nothing is mapped on the application; each kind has a branch with a route table of its own.
/// </summary>
internal static class GatewayHost
{
    /// <exception cref="ConfigurationInvalidException">The file is invalid; the message contains every error.</exception>
    public static WebApplication Create(GatewayHostOptions options)
    {
        KestrelSwitches.Set();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "tokengateway",
            ContentRootPath = options.ConfigFile.Folder,
        });
        GatewayConfiguration.AddSources(builder.Configuration, options.ConfigFile);
        builder.AddGatewayLogging(options.ReadableLogs);
        builder.AddGatewayEndpoints();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IConfigurationRoot>(builder.Configuration);
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddGateway(builder.Configuration, new EdgeScope(OnlyMarkedConnections: true), options.ConfigFile.Path);
        builder.Services.AddNotices();
        builder.Services.AddStoredKeys();
        builder.Services.AddHostedService<SessionUpkeep>();
        builder.Services.AddSingleton<EdgeListeners>();
        builder.Services.AddSingleton(provider => new ManagementContainer(provider, services =>
        {
            services.AddSingleton<IGatewayRoutes, GatewayRoutes>();
            options.ConfigureManagement?.Invoke(services);
        }));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ManagementContainer>());
        builder.Services.AddSingleton<IPasswordCallers, ManagementPasswords>();
        builder.Services.AddHostedService<ConfigFileWatcher>();
        builder.Services.AddHostedService<RuntimeVersionCheck>();
        builder.Services.AddSingleton(options.ConfigFile);
        if (!options.MakesUsersItself)
            builder.Services.AddHostedService<FirstAdministrator>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ProxyProtocol>();
        builder.Services.AddSingleton<ProxyProtocolReport>();
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddOptions<HostOptions>()
            .Configure<GatewayTimings>((host, timings) => host.ShutdownTimeout = timings.ReadinessGrace + Drain.InFlight);
        builder.Services.DeferDataProtection();
        options.Configure?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<GatewayConfigProvider>().GetConfig();
        KeepOutOfTheEdge(app);
        app.MapWhen(EndpointMarks.IsEdge, edge => edge.UseRouting().UseTokenGateway().UseEndpoints(routes => routes.MapEdge()));
        app.MapWhen(EndpointMarks.IsManagement, management =>
        {
            management.UseMiddleware<ManagementHosts>().UseMiddleware<ForwardedClients>().UseProbes();
            management.Run(app.Services.GetRequiredService<ManagementContainer>().RunAsync);
        });
        app.MapWhen(EndpointMarks.IsOps, ops => ops.UseProbes());
        app.Run(EndpointMarks.RefuseUnmarkedAsync);
        return app;
    }

    // The builder adds these two before every branch, including the edge's, if their services are registered; they belong
    // to Management.
    private static void KeepOutOfTheEdge(IApplicationBuilder app)
    {
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.Properties["__AuthorizationMiddlewareSet"] = true;
    }
}
