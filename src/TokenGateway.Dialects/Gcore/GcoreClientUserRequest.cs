namespace TokenGateway.Dialects.Gcore;

/// <summary>The role in a request.</summary>
internal sealed record GcoreClientUserRequest(GcoreRole? Role);
