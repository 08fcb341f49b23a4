namespace TokenGateway.Dialects.Gcore;

/// <summary>The usage of a quota.</summary>
internal sealed record GcoreQuota(int CurrentUsage, int Limit);
