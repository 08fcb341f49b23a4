using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// From where and in which place a token was presented. One object for both, so that two requests at once cannot leave
/// the address of one with the place of the other.
/// </summary>
/// <param name="Address">The client's address; null: a socket that has none.</param>
/// <param name="Place">Where in the request the token stood.</param>
public sealed record UsageOrigin(string? Address, TokenPlace Place);
