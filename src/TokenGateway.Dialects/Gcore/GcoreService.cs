namespace TokenGateway.Dialects.Gcore;

/// <summary>Whether the account uses a service of Gcore's; the gateway knows of none.</summary>
internal sealed record GcoreService(string Status, bool Enabled);
