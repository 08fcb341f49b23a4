using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages of the portal.</summary>
public static class PortalServiceCollectionExtensions
{
    /// <summary>Needs what <c>AddManagement</c> adds, and an <c>IGatewayRoutes</c>.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<ShownOnce>();
        services.AddSingleton<TokenPages>();
        services.AddSingleton<NewTokens>();
        services.Configure<SessionHandlerOptions>(ManagementAuthenticationDefaults.SessionScheme, options => options.SendToSignIn = SignInRedirect.SendAsync);
        services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/", ManagementPolicies.Session);
            options.Conventions.AllowAnonymousToPage("/SignIn");
            options.Conventions.ConfigureFilter(new OwnOriginFilter());
            options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute());
        })
        .ConfigureApplicationPartManager(parts =>
        {
            // Nothing else of the process has pages, and nobody looks through all assemblies for them.
            parts.ApplicationParts.Clear();
            foreach (var part in CompiledRazorAssemblyApplicationPartFactory.GetDefaultApplicationParts(typeof(PortalApplication).Assembly).Append(new AssemblyPart(typeof(PortalApplication).Assembly)))
                parts.ApplicationParts.Add(part);
        });
        return services;
    }
}
