namespace TokenGateway.Dialects.Dataprep;

/// <summary>An error in the product's format.</summary>
internal sealed record DataprepException(string Name, string Message, string Details);
