using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The result of an external sign-in.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="User">The signed-in user, as updated; null: none.</param>
/// <param name="Claim">The conflicting id or e-mail address from the user's own claims; null: none.</param>
public sealed record ExternalSignIn(ExternalSignInOutcome Outcome, User? User = null, string? Claim = null);
