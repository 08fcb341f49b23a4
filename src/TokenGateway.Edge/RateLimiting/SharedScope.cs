using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>How nodes share the counts of a limit.</summary>
/// <param name="Prefix">What the keys of its counts begin with; another one when it is defined otherwise.</param>
/// <param name="IsLeased">Whether a node takes several permits at once.</param>
/// <param name="OnFailure">What holds while the counts do not answer.</param>
internal sealed record SharedScope(string Prefix, bool IsLeased, RedisFailureMode OnFailure)
{
    /// <summary>The key of a caller's count, the same on every node.</summary>
    /// <param name="caller">The caller as it is counted here.</param>
    /// <param name="isAddress">Whether the caller is an address and not a token.</param>
    public string KeyOf(in PartitionKey caller, bool isAddress) =>
        caller.Text is { } text ? $"{Prefix}:{caller.Rule}:name:{text}" : $"{Prefix}:{caller.Rule}:{(isAddress ? "address" : "token")}:{caller.Number}";
}
