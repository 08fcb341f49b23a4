using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// Sign-in at the identity provider of the current configuration. OpenID Connect is loaded, and the provider called, only on first
/// use: the provider may be down while the gateway starts and serves.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class OidcSignIn(IServiceProvider services, IAccessModelSource models) : IDisposable
{
    private readonly Lock _lock = new();
    private Shared<OidcProvider>? _provider;

    /// <summary>Redirects the browser to the provider and, after it has returned and signed in, to <paramref name="returnUrl"/>.</summary>
    /// <param name="context">The request, whose response has not started.</param>
    /// <param name="returnUrl">A path of this host.</param>
    /// <param name="again">Whether the user must authenticate again although the provider has a session.</param>
    /// <returns><see cref="OidcOutcome.Done"/> if the response redirects the browser.</returns>
    public async Task<OidcOutcome> ChallengeAsync(HttpContext context, string returnUrl, bool again)
    {
        using var provider = Use();
        return provider is null ? OidcOutcome.NotConfigured : await provider.Value.ChallengeAsync(context, returnUrl, again);
    }

    /// <summary>Processes the callback from the provider. If done, the response sets the cookie and redirects the browser.</summary>
    public async Task<OidcResult> CompleteAsync(HttpContext context)
    {
        using var provider = Use();
        return provider is null ? new OidcResult(OidcOutcome.NotConfigured) : await provider.Value.CompleteAsync(context);
    }

    /// <summary>The provider's sign-out URL (OpenID Connect RP-Initiated Logout 1.0); null if it has none or is unavailable.</summary>
    public async Task<string?> EndSessionUrlAsync(HttpContext context, string idToken)
    {
        using var provider = Use();
        return provider is null ? null : await provider.Value.EndSessionUrlAsync(context, idToken);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _provider?.Retire();
            _provider = null;
        }
    }

    // A changed section creates a new provider. Requests in progress complete with the old one. A browser that returns from the old
    // provider reaches the new one, which accepts the response if authority and client are the same (OidcProvider).
    private Shared<OidcProvider>.Use? Use()
    {
        lock (_lock)
        {
            var options = models.Current.SignIn.Oidc;
            if (_provider is { } known && (options is null || !known.Value.Options.SaysTheSameAs(options)))
            {
                known.Retire();
                _provider = null;
            }

            if (options is null)
                return null;
            _provider ??= new Shared<OidcProvider>(new OidcProvider(options, services));
            return _provider.Begin();
        }
    }
}
