namespace TokenGateway.Core.Tokens;

/// <summary>When and how a token was last presented.</summary>
/// <param name="At">The moment.</param>
/// <param name="From">The client's address; null: a socket that has none.</param>
/// <param name="Place">Where in the request the token stood.</param>
public sealed record TokenUse(DateTimeOffset At, string? From, TokenPlace Place);
