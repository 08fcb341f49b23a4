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
    /// <summary>Paths of other handlers.</summary>
    private static readonly PathString[] Others = ["/api", "/openapi", "/healthz", "/readyz", "/metrics", "/assets"];

    /// <summary>The patterns of pages that require a session; each also has its own route in the page container.</summary>
    internal static readonly string[] Pages =
    [
        "/", "/tokens/{**rest}", "/access/{**rest}", "/explain", "/users/{**rest}", "/new-user", "/settings", "/audit", "/incident", "/account", "/sign-out",
    ];

    /// <summary>The pages without a session: each by its exact path, so that no other is exposed by oversight.</summary>
    internal static readonly string[] SignInPages = [SignInRedirect.Path, OidcPaths.Start, OidcPaths.Callback];

    /// <summary>Call before routing.</summary>
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

    // A session is not required, but forms are bound to it if there is one.
    private static async Task RunSignInAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme) is { Succeeded: true } present)
            context.User = present.Principal;
        await RunAsync(context);
    }

    private static Task RunAsync(HttpContext context) => context.RequestServices.GetRequiredService<PageContainer>().RunAsync(context);
}
