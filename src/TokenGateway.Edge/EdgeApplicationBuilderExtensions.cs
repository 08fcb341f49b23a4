using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Edge;
using TokenGateway.Edge.Compilation;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds TokenGateway's edge to a host's pipeline.</summary>
public static class EdgeApplicationBuilderExtensions
{
    /// <summary>
    /// Decides every request for a route of the reverse proxy. Call it after routing (which <c>WebApplication</c> adds
    /// first by default), before <c>UseAuthorization</c>, which a host must call itself when a route of the proxy names a
    /// policy of the host's own, and before <c>MapReverseProxy</c>.
    /// </summary>
    public static IApplicationBuilder UseTokenGateway(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.ApplicationServices.GetService<StartupCheck>() is { } check)
            check.IsInPipeline = true;

        // Loads the first configuration before the first request; an invalid one fails startup here.
        app.ApplicationServices.GetRequiredService<GatewayConfigProvider>().GetConfig();
        return app.UseMiddleware<EdgePipeline>();
    }
}
