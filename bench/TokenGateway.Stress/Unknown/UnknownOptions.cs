using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Unknown;

/// <summary>How many requests, each with a token of its own that nobody knows.</summary>
internal sealed record UnknownOptions(int Requests = 1_000_000)
{
    /// <summary>Loopback addresses they come from, 1 to 100.</summary>
    public int Addresses { get; init; } = 8;

    /// <summary>Connections of each address.</summary>
    public int ConnectionsPerAddress { get; init; } = 8;

    /// <summary>Good requests a second, from a flooding address and from another one, each.</summary>
    public int GoodPerSecond { get; init; } = 20;

    /// <summary>Good tokens whose first use comes from a flooding address in the middle of the flood.</summary>
    public int NewTokens { get; init; } = 5;

    public StageOptions Stage { get; init; } = new();
}
