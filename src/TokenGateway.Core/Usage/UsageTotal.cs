namespace TokenGateway.Core.Usage;

/// <summary>How many requests all tokens made on a day (UTC), and how many tokens made them.</summary>
public sealed record UsageTotal(DateOnly Day, long Requests, long Tokens);
