using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// Sign-in at the identity provider of the configuration in force. Nothing of OpenID Connect is loaded before somebody asks for
/// it, and the provider is not asked before that either: it may be down while the gateway starts and serves.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class OidcSignIn(IServiceProvider services, IAccessModelSource models) : IDisposable
{
    private readonly Lock _lock = new();
    private Shared<OidcProvider>? _provider;

    /// <summary>Sends the browser to the provider and, once it is back and signed in, to <paramref name="returnUrl"/>, a path of this host.</summary>
    /// <param name="context">The request; nothing of its answer has been written.</param>
    /// <param name="returnUrl">A path of this host.</param>
    /// <param name="again">Whether the person must show anew who it is, although the provider knows it.</param>
    /// <returns><see cref="OidcOutcome.Done"/>: the answer sends the browser on.</returns>
    public async Task<OidcOutcome> ChallengeAsync(HttpContext context, string returnUrl, bool again)
    {
        using var provider = Use();
        return provider is null ? OidcOutcome.NotConfigured : await provider.Value.ChallengeAsync(context, returnUrl, again);
    }

    /// <summary>Reads what the browser brings back. When done, the answer sets the cookie and sends the browser on.</summary>
    public async Task<OidcResult> CompleteAsync(HttpContext context)
    {
        using var provider = Use();
        return provider is null ? new OidcResult(OidcOutcome.NotConfigured) : await provider.Value.CompleteAsync(context);
    }

    /// <summary>Where a browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0); null: nowhere, or the provider does not answer.</summary>
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

    // Another section, another provider. A request that is under way there ends with the old one; a browser that is on its way
    // back comes to the new one, which reads its answer if provider and client are the same (OidcProvider).
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
