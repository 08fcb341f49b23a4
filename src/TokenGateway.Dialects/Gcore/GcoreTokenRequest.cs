namespace TokenGateway.Dialects.Gcore;

/// <summary>What a client wants of a new token.</summary>
internal sealed record GcoreTokenRequest(string? Name, string? Description, string? ExpDate, GcoreClientUserRequest? ClientUser);
