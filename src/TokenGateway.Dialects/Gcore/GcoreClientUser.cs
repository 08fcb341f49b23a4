namespace TokenGateway.Dialects.Gcore;

/// <summary>The owner of a token and its role.</summary>
internal sealed record GcoreClientUser(GcoreRole Role, bool Deleted, long UserId, string UserName, string UserEmail, int ClientId);
