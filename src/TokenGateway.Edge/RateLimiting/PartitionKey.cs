namespace TokenGateway.Edge.RateLimiting;

/// <summary>Identifies a caller's count, from values that the token's snapshot already holds. Either the text or the number distinguishes callers.</summary>
/// <param name="Text">A name; null if <paramref name="Number"/> identifies the caller.</param>
/// <param name="Number">The number of a token or an address.</param>
/// <param name="Rule">The index of the rule that the caller is counted by.</param>
internal readonly record struct PartitionKey(string? Text, long Number, int Rule);
