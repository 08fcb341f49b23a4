namespace TokenGateway.Management.Authentication;

/// <summary>The authentication schemes of Management connections. The edge asks for none of them: it has its own stage.</summary>
public static class ManagementAuthenticationDefaults
{
    /// <summary>Chooses one of the others: with an <c>Authorization</c> header the bearer token, whatever it is worth; without, the session.</summary>
    public const string Scheme = "TokenGateway";

    /// <summary>A token that was created with management rights, in <c>Authorization: Bearer</c>.</summary>
    public const string BearerScheme = "TokenGateway.Bearer";

    /// <summary>The cookie of a session that the store holds. The scheme to sign in to, for OpenID Connect too.</summary>
    public const string SessionScheme = "TokenGateway.Session";
}
