using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Portal.Assets;
using TokenGateway.Portal.Pages;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal;

/// <summary>The portal on the branch of the Management endpoints.</summary>
internal static class PortalApplication
{
    /// <summary>What is under these paths belongs to others.</summary>
    private static readonly PathString[] Others = ["/api", "/openapi", "/healthz", "/readyz", "/metrics", "/assets"];

    /// <summary>Where pages are for whoever has a session; each is found by its own route behind them.</summary>
    internal static readonly string[] Pages =
    [
        "/", "/tokens/{**rest}", "/access/{**rest}", "/explain", "/users/{**rest}", "/new-user", "/settings", "/audit", "/incident", "/account", "/sign-out",
    ];

    /// <summary>Where pages are for whoever it is: each by name, so that another does not get there by oversight.</summary>
    internal static readonly string[] SignInPages = [SignInRedirect.Path, OidcPaths.Start, OidcPaths.Callback];

    /// <summary>Stands before routing.</summary>
    public static IApplicationBuilder UsePortal(this IApplicationBuilder app) =>
        app.UseWhen(context => !Array.Exists(Others, one => context.Request.Path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase)), pages => pages.UseMiddleware<PageAnswers>());

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        foreach (var pattern in Pages)
            routes.Map(pattern, RunAsync).RequireAuthorization(ManagementPolicies.Session);
        foreach (var path in SignInPages)
            routes.Map(path, RunSignInAsync).AllowAnonymous();
    }

    // Nobody must be signed in there, but somebody may be, and then forms are bound to the session.
    private static async Task RunSignInAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme) is { Succeeded: true } present)
            context.User = present.Principal;
        await RunAsync(context);
    }

    private static Task RunAsync(HttpContext context) => context.RequestServices.GetRequiredService<PageContainer>().RunAsync(context);
}
