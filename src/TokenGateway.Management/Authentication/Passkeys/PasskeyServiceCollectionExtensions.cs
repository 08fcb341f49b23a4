using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>Adds passkeys.</summary>
internal static class PasskeyServiceCollectionExtensions
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services) => services.AddSingleton<PasskeyCeremonies>().AddSingleton<PasskeySignIn>();
}
