namespace TokenGateway.Core.Verification;

/// <summary>What an identity template can say.</summary>
public enum IdentityField
{
    UserId,
    UserEmail,
    UserName,
    TokenId,
    TokenName,
    Role,
    Roles,
    Permissions,
    Realm,
}
