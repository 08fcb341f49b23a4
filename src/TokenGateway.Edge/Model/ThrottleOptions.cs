namespace TokenGateway.Edge.Model;

/// <summary>How many invalid tokens an address may present before it is throttled.</summary>
/// <param name="FailedAttempts">Attempts within a window; default 20.</param>
/// <param name="Window">Default one minute.</param>
internal sealed record ThrottleOptions(int FailedAttempts, TimeSpan Window);
