namespace TokenGateway.Core.Storage;

/// <summary>In which order tokens are listed; what is equal by it goes by id.</summary>
/// <param name="By">By what.</param>
/// <param name="IsDescending">From the last to the first.</param>
public readonly record struct TokenOrder(TokenOrderKey By, bool IsDescending);
