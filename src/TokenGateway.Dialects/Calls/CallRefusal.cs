namespace TokenGateway.Dialects.Calls;

/// <summary>Why a call that exceeds a limit is refused.</summary>
/// <param name="Detail">The exhausted limit, for display.</param>
/// <param name="RetryAfter">Whole seconds until a call is allowed, at least 1.</param>
public sealed record CallRefusal(string Detail, int RetryAfter);
