using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Slow;

/// <summary>How many slow sockets, a quarter of each kind.</summary>
internal sealed record SlowOptions(int Sockets = 5000)
{
    /// <summary>How long they are held; longer than the gateway waits for a head.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the same traffic is measured without them before.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Good requests a second.</summary>
    public int GoodPerSecond { get; init; } = 50;

    public StageOptions Stage { get; init; } = new();
}
