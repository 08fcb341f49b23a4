using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Adds sign-in at an identity provider, which is created on first use.</summary>
internal static class OidcServiceCollectionExtensions
{
    public static IServiceCollection AddOidc(this IServiceCollection services) => services.AddSingleton<OidcSignIn>();
}
