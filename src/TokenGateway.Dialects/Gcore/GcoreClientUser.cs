namespace TokenGateway.Dialects.Gcore;

/// <summary>Whose token it is, and with which role.</summary>
internal sealed record GcoreClientUser(GcoreRole Role, bool Deleted, long UserId, string UserName, string UserEmail, int ClientId);
