namespace TokenGateway.Dialects.Gcore;

/// <summary>How far a quota is used up.</summary>
internal sealed record GcoreQuota(int CurrentUsage, int Limit);
