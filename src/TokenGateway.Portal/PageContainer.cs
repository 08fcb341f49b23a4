using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal;

/// <summary>
/// Razor Pages in a container of their own, created for the first page request: MVC would cost every gateway memory and
/// startup time. Authorization has already happened; this finds and runs the page.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PageContainer(IServiceProvider host)
{
    private readonly Lazy<(RequestDelegate Run, IServiceScopeFactory Scopes)> _pages = new(() => Build(host));

    public bool IsMade => _pages.IsValueCreated;

    public async Task RunAsync(HttpContext context)
    {
        var (run, scopes) = _pages.Value;
        var services = context.RequestServices;
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = new PageServices(scope.ServiceProvider, services);

        // The endpoint that led here: while it is set, routing would find no other.
        context.SetEndpoint(null);
        try
        {
            await run(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    // It lives as long as the process, and nothing in it needs disposal.
    private static (RequestDelegate Run, IServiceScopeFactory Scopes) Build(IServiceProvider host)
    {
        var services = new ServiceCollection();

        // Services that MVC would register itself, and that its own parts require.
        services.AddSingleton(host.GetRequiredService<IAntiforgery>());
        services.AddSingleton(host.GetRequiredService<IDataProtectionProvider>());
        services.AddSingleton(host.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(host.GetRequiredService<IWebHostEnvironment>());
        services.AddSingleton(host.GetRequiredService<DiagnosticListener>());
        services.AddSingleton<DiagnosticSource>(host.GetRequiredService<DiagnosticListener>());
        AddPages(services);

        // MVC registers one without schemes; sign-in and sign-out use the gateway's.
        services.RemoveAll<IAuthenticationService>();
        var provider = services.BuildServiceProvider();
        var app = new ApplicationBuilder(provider);
        app.UseRouting().UseEndpoints(routes => routes.MapRazorPages());
        return (app.Build(), provider.GetRequiredService<IServiceScopeFactory>());
    }

    private static void AddPages(IServiceCollection services) => services
        .AddRazorPages(options =>
        {
            options.Conventions.ConfigureFilter(new OwnOriginFilter());
            options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute());
            options.Conventions.ConfigureFilter(new CallLimitFilter());
        })
        .ConfigureApplicationPartManager(parts =>
        {
            // Only this assembly has pages; avoids searching all assemblies.
            var portal = typeof(PageContainer).Assembly;
            parts.ApplicationParts.Clear();
            foreach (var part in CompiledRazorAssemblyApplicationPartFactory.GetDefaultApplicationParts(portal).Append(new AssemblyPart(portal)))
                parts.ApplicationParts.Add(part);
        });
}
