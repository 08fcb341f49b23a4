using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.FirstUses;

/// <summary>How many requests at once, and with how many new tokens, one after the other.</summary>
internal sealed record FirstUsesOptions(int Requests = 1000)
{
    public int Rounds { get; init; } = 3;

    public StageOptions Stage { get; init; } = new();
}
