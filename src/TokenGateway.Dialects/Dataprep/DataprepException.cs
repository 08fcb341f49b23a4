namespace TokenGateway.Dialects.Dataprep;

/// <summary>What went wrong, as the product's clients read it.</summary>
internal sealed record DataprepException(string Name, string Message, string Details);
