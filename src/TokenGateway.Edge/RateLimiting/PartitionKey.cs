namespace TokenGateway.Edge.RateLimiting;

/// <summary>Whose count it is, made of what the token's snapshot holds anyway. One of the two values tells callers apart.</summary>
/// <param name="Text">A name; null: <paramref name="Number"/> counts.</param>
/// <param name="Number">A token's number, or an address.</param>
/// <param name="Rule">The rule by which the caller is counted.</param>
internal readonly record struct PartitionKey(string? Text, long Number, int Rule);
