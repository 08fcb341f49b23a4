namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The counts of a limit: they live on while configurations that define the limit alike follow each other. Addresses
/// have a table of their own: a flood of them takes no place from tokens.
/// </summary>
internal sealed class RateLimitState(int maxPartitions)
{
    public PartitionTable Tokens { get; } = new(maxPartitions);

    public PartitionTable Addresses { get; } = new(maxPartitions);
}
