namespace TokenGateway.Dialects.Dataprep;

/// <summary>The body of every refusal.</summary>
internal sealed record DataprepError(DataprepException Exception);
