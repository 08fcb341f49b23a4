namespace TokenGateway.Management.Authentication;

/// <summary>The authentication schemes of Management connections. The edge uses none of them: it has its own stage.</summary>
public static class ManagementAuthenticationDefaults
{
    /// <summary>
    /// Selects one of the others: with an <c>Authorization</c> header the bearer token, even if invalid; otherwise the
    /// session.
    /// </summary>
    public const string Scheme = "TokenGateway";

    /// <summary>A token with management rights, in <c>Authorization: Bearer</c>.</summary>
    public const string BearerScheme = "TokenGateway.Bearer";

    /// <summary>The cookie of a session in the store. The scheme to sign in to, for OpenID Connect too.</summary>
    public const string SessionScheme = "TokenGateway.Session";
}
