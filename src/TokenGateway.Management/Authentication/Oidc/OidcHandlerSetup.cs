using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Configures ASP.NET's handler for one provider.</summary>
internal static class OidcHandlerSetup
{
    // The time that the user has to sign in at the provider.
    private static readonly TimeSpan WayThere = TimeSpan.FromMinutes(15);

    // Only keys that the provider publishes: never a token signed with the client secret, or unsigned (RFC 8725, 3.1).
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static void Configure(OpenIdConnectOptions handler, OidcOptions options, OidcEvents events, HttpClient backchannel)
    {
        handler.Authority = options.Authority.AbsoluteUri;
        handler.RequireHttpsMetadata = options.Authority.Scheme == Uri.UriSchemeHttps;
        handler.ClientId = options.ClientId;
        handler.ClientSecret = options.ClientSecret;
        handler.ResponseType = OpenIdConnectResponseType.Code;

        // A link, not a form of another site, so that the browser sends cookies that it would not send with a cross-site form.
        handler.ResponseMode = OpenIdConnectResponseMode.Query;
        handler.UsePkce = true;
        handler.MapInboundClaims = false;
        handler.DisableTelemetry = true;
        handler.GetClaimsFromUserInfoEndpoint = true;
        handler.SignInScheme = ManagementAuthenticationDefaults.SessionScheme;
        handler.CallbackPath = OidcPaths.Callback;
        handler.RemoteAuthenticationTimeout = WayThere;
        handler.Backchannel = backchannel;
        handler.TokenValidationParameters.ValidAlgorithms = Algorithms;
        handler.CorrelationCookie = CookieOf("__Host-tgw-oidc-state.");
        handler.NonceCookie = CookieOf("__Host-tgw-oidc-nonce.");
        handler.Scope.Clear();
        foreach (var scope in options.Scopes)
            handler.Scope.Add(scope);
        MapUserInfo(handler, options);
        handler.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = events.AskAsync,
            OnAuthorizationCodeReceived = events.CheckIssuerAsync,
            OnTokenValidated = events.KeepTokenAsync,
            OnUserInformationReceived = events.KeepUserInfoAsync,
            OnTicketReceived = events.AdmitAsync,
            OnAccessDenied = events.NoteDenialAsync,
            OnRemoteFailure = events.NoteFailureAsync,
        };
    }

    // The edge recognizes its own cookies by name and removes them from requests.
    private static AlwaysSecureCookie CookieOf(string prefix) => new()
    {
        Name = prefix,
        Path = "/",
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Expiration = WayThere,
    };

    private static void MapUserInfo(OpenIdConnectOptions handler, OidcOptions options)
    {
        handler.ClaimActions.Clear();
        string?[] names = ["name", "preferred_username", options.UserClaim];
        foreach (var name in names.OfType<string>().Distinct(StringComparer.Ordinal))
            handler.ClaimActions.MapJsonKey(name, name);
    }
}
