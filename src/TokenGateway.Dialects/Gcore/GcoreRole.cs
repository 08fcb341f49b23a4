namespace TokenGateway.Dialects.Gcore;

/// <summary>A role; of a request one of both is enough.</summary>
internal sealed record GcoreRole(int? Id, string? Name);
