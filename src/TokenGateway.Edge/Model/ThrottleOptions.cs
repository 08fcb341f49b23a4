namespace TokenGateway.Edge.Model;

/// <summary>How many wrong tokens an address may present before it is slowed down.</summary>
/// <param name="FailedAttempts">Attempts within a window; default 20.</param>
/// <param name="Window">Default one minute.</param>
internal sealed record ThrottleOptions(int FailedAttempts, TimeSpan Window);
