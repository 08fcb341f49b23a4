namespace TokenGateway.Dialects.Gcore;

/// <summary>Whether the account uses one of Gcore's services; the gateway reports none.</summary>
internal sealed record GcoreService(string Status, bool Enabled);
