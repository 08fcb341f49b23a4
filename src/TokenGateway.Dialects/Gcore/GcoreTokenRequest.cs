namespace TokenGateway.Dialects.Gcore;

/// <summary>The request for a new token.</summary>
internal sealed record GcoreTokenRequest(string? Name, string? Description, string? ExpDate, GcoreClientUserRequest? ClientUser);
