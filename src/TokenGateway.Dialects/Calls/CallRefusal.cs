namespace TokenGateway.Dialects.Calls;

/// <summary>Why a call is refused that would be one too many.</summary>
/// <param name="Detail">Which limit is used up, for people.</param>
/// <param name="RetryAfter">Whole seconds until a call passes, at least 1.</param>
public sealed record CallRefusal(string Detail, int RetryAfter);
