using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Keys;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Adds signing in, sessions, and what protects them.</summary>
internal static class SessionServiceCollectionExtensions
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.TryAddSingleton<IPasswordHasher<string>, PasswordHasher<string>>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInUsers>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<IPasswordCallers, PasswordCallers>();
        services.AddSingleton<SessionCallers>();
        services.AddSingleton<ISessionCallers>(provider => provider.GetRequiredService<SessionCallers>());
        services.AddSingleton<RefusedSignIns>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedSignIns>());
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
        services.AddSingleton<SessionAntiforgery>();
    }

    // The name is part of what is protected: every node of a store has the same, wherever it is installed.
    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("TokenGateway");
        services.AddSingleton<StoredKeys>();
        services.ConfigureOptions<StoredKeysSetup>();
    }
}
