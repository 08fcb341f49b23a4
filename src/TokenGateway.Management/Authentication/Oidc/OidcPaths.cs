namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Where the way over an identity provider begins and ends.</summary>
internal static class OidcPaths
{
    /// <summary>Sends a browser to the provider.</summary>
    public const string Start = "/sign-in/oidc";

    /// <summary>Where the provider sends it back to (<c>redirect_uri</c>); registered there.</summary>
    public const string Callback = "/sign-in/oidc/callback";

    /// <summary>Where the provider sends a browser that signed out there (<c>post_logout_redirect_uri</c>); registered there.</summary>
    public const string AfterSignOut = "/sign-in";
}
