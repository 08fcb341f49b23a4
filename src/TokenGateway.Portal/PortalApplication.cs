using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Portal.Assets;
using TokenGateway.Portal.Pages;

namespace TokenGateway.Portal;

/// <summary>The portal on the branch of the Management endpoints.</summary>
internal static class PortalApplication
{
    /// <summary>Stands before routing. What is under these paths belongs to others.</summary>
    private static readonly PathString[] Others = ["/api", "/openapi", "/healthz", "/readyz", "/metrics", "/assets"];

    public static IApplicationBuilder UsePortal(this IApplicationBuilder app) =>
        app.UseWhen(context => !Array.Exists(Others, one => context.Request.Path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase)), pages => pages.UseMiddleware<PageAnswers>());

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapRazorPages();
    }
}
