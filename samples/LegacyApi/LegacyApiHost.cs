using LegacyApi.Identity;
using LegacyApi.Orders;
using LegacyApi.Reports;
using LegacyApi.Status;

namespace LegacyApi;

/// <summary>
/// An order API as it was written long before anybody thought of API tokens: it believes whatever the headers
/// <c>X-Auth-User</c> and <c>X-Auth-Role</c> say, so that something in front of it must see to it that they are true.
/// </summary>
public static class LegacyApiHost
{
    /// <summary>The address it listens on unless <c>--urls</c> or <c>ASPNETCORE_URLS</c> names another.</summary>
    public const string DefaultUrl = "http://127.0.0.1:9000";

    /// <summary>Builds the API, ready to start. It logs nowhere until <paramref name="configure"/> adds a provider.</summary>
    /// <param name="args">Command line, such as <c>--urls http://127.0.0.1:0</c>.</param>
    /// <param name="configure">Runs last, with the caller's say on logging, services, Kestrel and the clock.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = CreateBuilder(args);
        builder.Services.AddRouting();
        builder.Services.ConfigureHttpJsonOptions(LegacyApiJson.Use);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OrderBook>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapStatus();
        app.MapIdentity();
        app.MapOrders();
        app.MapReports();
        return app;
    }

    /// <remarks>
    /// The empty builder reads no settings file and no variables but <c>ASPNETCORE_*</c>: when the API runs inside
    /// another process, the <c>Kestrel</c> and <c>Logging</c> settings of that process are not meant for it.
    /// </remarks>
    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrl);
        return builder;
    }
}
