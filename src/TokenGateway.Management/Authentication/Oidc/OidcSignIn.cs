using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// Sign-in at the identity provider of the configuration in force. Nothing of OpenID Connect is loaded before somebody asks for
/// it, and the provider is not asked before that either: it may be down while the gateway starts and serves.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class OidcSignIn(IServiceProvider services, IAccessModelSource models)
{
    private OidcProvider? _provider;

    /// <summary>Sends the browser to the provider and, once it is back and signed in, to <paramref name="returnUrl"/>, a path of this host. False: the provider does not answer.</summary>
    /// <param name="context">The request; nothing of its answer has been written.</param>
    /// <param name="returnUrl">A path of this host.</param>
    /// <param name="again">Whether the person must show anew who it is, although the provider knows it.</param>
    public Task<bool> ChallengeAsync(HttpContext context, string returnUrl, bool again) => Current.ChallengeAsync(context, returnUrl, again);

    /// <summary>Reads what the browser brings back. When done, the answer sets the cookie and sends the browser on.</summary>
    public Task<OidcResult> CompleteAsync(HttpContext context) => Current.CompleteAsync(context);

    /// <summary>Where a browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0); null: nowhere, or the provider does not answer.</summary>
    public async Task<string?> EndSessionUrlAsync(HttpContext context, string idToken) =>
        models.Current.SignIn.Oidc is null ? null : await Current.EndSessionUrlAsync(context, idToken);

    // Another configuration, another provider; what is under way there fails or ends with the old one.
    private OidcProvider Current
    {
        get
        {
            var options = models.Current.SignIn.Oidc ?? throw new InvalidOperationException("No identity provider is configured.");
            if (_provider is { } known && ReferenceEquals(known.Options, options))
                return known;
            return _provider = new OidcProvider(options, services);
        }
    }
}
