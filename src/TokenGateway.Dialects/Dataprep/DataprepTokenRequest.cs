namespace TokenGateway.Dialects.Dataprep;

/// <summary>What a client wants of a new token; a life of -1 seconds has no end.</summary>
internal sealed record DataprepTokenRequest(long? LifetimeSeconds, string? Description);
