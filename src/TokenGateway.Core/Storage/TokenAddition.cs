using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What came of an attempt to add a token.</summary>
/// <param name="Outcome">Whether it was added, or which limit stood in the way.</param>
/// <param name="Token">The token with its number; null unless added.</param>
public readonly record struct TokenAddition(TokenAdditionOutcome Outcome, Token? Token);
