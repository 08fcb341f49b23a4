namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>The result of <see cref="PasswordGate"/>, and the time to wait before another attempt if there are too many.</summary>
internal readonly record struct PasswordCheckResult(SignInOutcome Outcome, TimeSpan RetryAfter);
