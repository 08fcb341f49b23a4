namespace TokenGateway.Dialects.Dataprep;

/// <summary>The request for a new token; a lifetime of -1 seconds means no expiry.</summary>
internal sealed record DataprepTokenRequest(long? LifetimeSeconds, string? Description);
