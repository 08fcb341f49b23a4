namespace TokenGateway.Dialects;

/// <summary>The limit that refuses a request.</summary>
/// <param name="Permits">Requests of a whole window.</param>
/// <param name="ResetAt">When a request passes again.</param>
public sealed record RefusalLimit(long Permits, DateTimeOffset ResetAt);
