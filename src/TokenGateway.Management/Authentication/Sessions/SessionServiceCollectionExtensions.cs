using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Adds sessions and their protection.</summary>
internal static class SessionServiceCollectionExtensions
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<UserSessions>();
        services.AddSingleton<PasswordSignIn>();
        AddAntiforgery(services);
        return services;
    }

    private static void AddAntiforgery(IServiceCollection services)
    {
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, SessionBinding>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = SessionAntiforgery.Header;
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie = new AlwaysSecureCookie
            {
                Name = SessionAntiforgery.Cookie,
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Strict,
            };
        });
    }
}
