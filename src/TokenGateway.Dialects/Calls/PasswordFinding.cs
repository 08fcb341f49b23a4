using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Dialects.Calls;

/// <summary>Who a password belongs to.</summary>
/// <param name="Actor">Null: it is not the user's, or there is no such user, which nobody learns.</param>
/// <param name="RetryAfter">Too many try at the moment; null: they do not.</param>
public readonly record struct PasswordFinding(Actor? Actor, TimeSpan? RetryAfter = null);
