namespace TokenGateway.Core.Storage;

/// <summary>The order of a token list; ties are ordered by id.</summary>
/// <param name="By">The key.</param>
/// <param name="IsDescending">Whether it is reversed.</param>
public readonly record struct TokenOrder(TokenOrderKey By, bool IsDescending);
