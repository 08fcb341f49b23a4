using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Management.Authentication.Bearer;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Adds the authentication schemes and the policies of callers.</summary>
internal static class PolicyServiceCollectionExtensions
{
    public static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.AddSingleton<PresentedValues>();
        services.AddSingleton<CallUsage>();

        // No default scheme: probes, leak reports and unknown paths need no caller. Policies name theirs.
        services.AddAuthentication(options =>
        {
            options.DefaultChallengeScheme = ManagementAuthenticationDefaults.Scheme;
            options.DefaultForbidScheme = ManagementAuthenticationDefaults.Scheme;
            options.DefaultSignInScheme = ManagementAuthenticationDefaults.SessionScheme;
            options.DefaultSignOutScheme = ManagementAuthenticationDefaults.SessionScheme;
        })
            .AddPolicyScheme(ManagementAuthenticationDefaults.Scheme, displayName: null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? ManagementAuthenticationDefaults.BearerScheme : ManagementAuthenticationDefaults.SessionScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(ManagementAuthenticationDefaults.BearerScheme, configureOptions: null)
            .AddScheme<SessionHandlerOptions, SessionHandler>(ManagementAuthenticationDefaults.SessionScheme, configureOptions: null);
        services.AddAuthorization(ManagementPolicies.Add);
        services.AddSingleton<IAuthorizationHandler, CallRequirementHandler>();
        return services;
    }
}
