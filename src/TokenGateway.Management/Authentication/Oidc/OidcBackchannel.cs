using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Creates the HTTP client for direct calls to the provider.</summary>
internal static class OidcBackchannel
{
    private const string Basic = "client_secret_basic";

    private const string Post = "client_secret_post";

    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <param name="options">The options of the client.</param>
    /// <param name="configuration">Returns the provider's metadata.</param>
    public static HttpClient Create(OidcOptions options, Func<CancellationToken, Task<OpenIdConnectConfiguration>> configuration)
    {
        var sockets = new SocketsHttpHandler { ConnectTimeout = Timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var handler = new SecretInHeader(options, IsHeaderWantedAsync, sockets);
        return new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = LongestAnswer };

        async Task<bool> IsHeaderWantedAsync(CancellationToken cancellationToken) => options.ClientAuthentication switch
        {
            ClientAuthentication.Header => true,
            ClientAuthentication.Body => false,
            _ => TakesHeaderOnly((await configuration(cancellationToken)).TokenEndpointAuthMethodsSupported),
        };
    }

    // Without the list, only the header is standard (OpenID Connect Discovery 1.0, 3), but many providers omit it and accept both.
    private static bool TakesHeaderOnly(ICollection<string> methods) =>
        methods.Contains(Basic, StringComparer.Ordinal) && !methods.Contains(Post, StringComparer.Ordinal);
}
