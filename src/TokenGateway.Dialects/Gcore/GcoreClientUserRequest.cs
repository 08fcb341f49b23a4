namespace TokenGateway.Dialects.Gcore;

/// <summary>The part of a request that names the role.</summary>
internal sealed record GcoreClientUserRequest(GcoreRole? Role);
