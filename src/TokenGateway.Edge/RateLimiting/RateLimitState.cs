namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The counts of a limit. They are carried over between configuration generations that define the limit identically. Addresses
/// have a table of their own, so that a flood of them cannot evict tokens.
/// </summary>
internal sealed class RateLimitState(int maxPartitions)
{
    public PartitionTable Tokens { get; } = new(maxPartitions);

    public PartitionTable Addresses { get; } = new(maxPartitions);
}
