namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>The paths of sign-in and sign-out through an identity provider.</summary>
internal static class OidcPaths
{
    /// <summary>Redirects a browser to the provider.</summary>
    public const string Start = "/sign-in/oidc";

    /// <summary>The <c>redirect_uri</c>, which must be registered at the provider.</summary>
    public const string Callback = "/sign-in/oidc/callback";

    /// <summary>The <c>post_logout_redirect_uri</c>, which must be registered at the provider.</summary>
    public const string AfterSignOut = "/sign-in";
}
