namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>How a try at <see cref="PasswordGate"/> ended, and after how long another makes sense when there are too many.</summary>
internal readonly record struct PasswordCheckResult(SignInOutcome Outcome, TimeSpan RetryAfter);
