using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Adds sign-in at an identity provider, of which nothing is made before somebody uses it.</summary>
internal static class OidcServiceCollectionExtensions
{
    public static IServiceCollection AddOidc(this IServiceCollection services) => services.AddSingleton<OidcSignIn>();
}
