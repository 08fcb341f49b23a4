namespace TokenGateway.Core.Usage;

/// <summary>How many requests a token made on a day (UTC); days without any are left out.</summary>
public sealed record UsageDay(DateOnly Day, long Requests);
