namespace TokenGateway.Dialects.Gcore;

/// <summary>A role; in a request either member is enough.</summary>
internal sealed record GcoreRole(int? Id, string? Name);
