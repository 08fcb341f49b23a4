namespace TokenGateway.Dialects.Dataprep;

/// <summary>A user in the product's format.</summary>
internal sealed record DataprepPerson(long Id, string Email, string Name, bool IsAdmin);
