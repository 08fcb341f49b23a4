using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What became of it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="User">Who signed in, as the user is now; null: nobody.</param>
/// <param name="Claim">The value that is in the way: an id or an e-mail address that the person's own claims name; null: none is.</param>
public sealed record ExternalSignIn(ExternalSignInOutcome Outcome, User? User = null, string? Claim = null);
