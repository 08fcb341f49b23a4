namespace LegacyApi.Status;

internal sealed record ServiceStatus(string Status, int Orders);
