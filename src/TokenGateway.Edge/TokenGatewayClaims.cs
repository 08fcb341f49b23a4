namespace TokenGateway.Edge;

/// <summary>
/// The gateway's own claims of <c>HttpContext.User</c>, besides <c>ClaimTypes.NameIdentifier</c> (the owner's id),
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

    /// <summary>An effective permission; one claim for each.</summary>
    public const string Permission = "permission";
}
