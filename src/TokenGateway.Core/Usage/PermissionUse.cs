using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>The last day (UTC) on which a request of a token needed a permission.</summary>
/// <param name="Token">A stored token.</param>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Day">The day.</param>
public sealed record PermissionUse(TokenId Token, string Permission, DateOnly Day);
