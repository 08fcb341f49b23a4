using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// The client address and the credential location of a presented token. One object holds both, so that concurrent requests cannot
/// combine the address of one with the location of the other.
/// </summary>
/// <param name="Address">The client's address; null for a socket without one.</param>
/// <param name="Place">The credential location of the token in the request.</param>
public sealed record UsageOrigin(string? Address, TokenPlace Place);
