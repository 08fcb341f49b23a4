namespace TokenGateway.Dialects.Dataprep;

/// <summary>A user as the product shows it.</summary>
internal sealed record DataprepPerson(long Id, string Email, string Name, bool IsAdmin);
