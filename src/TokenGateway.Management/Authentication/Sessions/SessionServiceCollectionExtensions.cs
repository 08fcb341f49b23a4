using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Management.Authentication.Keys;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Adds sessions and their protection.</summary>
internal static class SessionServiceCollectionExtensions
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<UserSessions>();
        services.AddSingleton<PasswordSignIn>();
        services.AddHostedService<SessionUpkeep>();
        AddAntiforgery(services);
        AddKeys(services);
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

    // The name is part of the protection: all nodes of a store share it, wherever they are installed.
    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("TokenGateway");
        services.AddSingleton<StoredKeys>();
        services.ConfigureOptions<StoredKeysSetup>();
    }
}
