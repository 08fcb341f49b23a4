using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Dialects.Calls;

/// <summary>The result of checking a password.</summary>
/// <param name="Actor">Null: the password is wrong, or there is no such user; the caller cannot tell which.</param>
/// <param name="RetryAfter">Too many attempts are in progress; null: not throttled.</param>
public readonly record struct PasswordFinding(Actor? Actor, TimeSpan? RetryAfter = null);
