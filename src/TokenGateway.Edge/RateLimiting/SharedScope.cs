using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>How the nodes share the counters of a limit.</summary>
/// <param name="Prefix">The prefix of the counter keys; it changes with the definition of the limit.</param>
/// <param name="IsLeased">Whether a node takes several permits at once.</param>
/// <param name="OnFailure">The behavior while the shared counters are unavailable.</param>
internal sealed record SharedScope(string Prefix, bool IsLeased, RedisFailureMode OnFailure)
{
    /// <summary>The key of a caller's counter, the same on every node.</summary>
    /// <param name="caller">The caller's partition key on this node.</param>
    /// <param name="isAddress">Whether the caller is an address rather than a token.</param>
    public string KeyOf(in PartitionKey caller, bool isAddress) =>
        caller.Text is { } text ? $"{Prefix}:{caller.Rule}:name:{text}" : $"{Prefix}:{caller.Rule}:{(isAddress ? "address" : "token")}:{caller.Number}";
}
