using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The result of adding a token.</summary>
/// <param name="Outcome">Whether it was added, or which limit prevented it.</param>
/// <param name="Token">The token with its number; null unless added.</param>
public readonly record struct TokenAddition(TokenAdditionOutcome Outcome, Token? Token);
