using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Adds password sign-in and its throttle.</summary>
internal static class PasswordServiceCollectionExtensions
{
    public static IServiceCollection AddPasswords(this IServiceCollection services)
    {
        services.TryAddSingleton<IPasswordHasher<string>, PasswordHasher<string>>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInUsers>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<IPasswordCallers, PasswordCallers>();
        services.AddSingleton<RefusedSignIns>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedSignIns>());
        return services;
    }
}
