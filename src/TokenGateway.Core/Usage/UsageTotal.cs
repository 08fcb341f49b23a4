namespace TokenGateway.Core.Usage;

/// <summary>The number of requests of all tokens on one day (UTC), and the number of tokens that made them.</summary>
public sealed record UsageTotal(DateOnly Day, long Requests, long Tokens);
