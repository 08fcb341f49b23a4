namespace TokenGateway.Core.Verification;

/// <summary>What an identity template can say.</summary>
internal enum IdentityField
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
