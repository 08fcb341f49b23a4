namespace TokenGateway.Core.Tokens;

/// <summary>The last use of a token.</summary>
/// <param name="At">The time.</param>
/// <param name="From">The client's address; null: a socket without one.</param>
/// <param name="Place">The location of the token in the request.</param>
public sealed record TokenUse(DateTimeOffset At, string? From, TokenPlace Place);
