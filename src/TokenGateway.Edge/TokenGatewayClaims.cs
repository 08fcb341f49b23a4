namespace TokenGateway.Edge;

/// <summary>
/// The claims of <c>HttpContext.User</c> that are the gateway's own, beside <c>ClaimTypes.NameIdentifier</c> (the owner's id),
/// <c>Name</c>, <c>Email</c> and <c>Role</c>.
/// </summary>
public static class TokenGatewayClaims
{
    /// <summary>The authentication type of the identity.</summary>
    public const string AuthenticationType = "TokenGateway";

    /// <summary>The id of the token.</summary>
    public const string TokenId = "token_id";

    /// <summary>The realm that the token belongs to.</summary>
    public const string Realm = "realm";

    /// <summary>A permission in force; one claim for each.</summary>
    public const string Permission = "permission";
}
