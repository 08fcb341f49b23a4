namespace TokenGateway.Dialects.Dataprep;

/// <summary>A list of tokens.</summary>
internal sealed record DataprepTokens(IReadOnlyList<DataprepToken> Data);
