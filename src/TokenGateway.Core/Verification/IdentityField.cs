namespace TokenGateway.Core.Verification;

/// <summary>A placeholder of an identity template.</summary>
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
