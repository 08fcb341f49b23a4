using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.WebSockets;

/// <summary>How many sockets are held, and for how long; below YARP's activity timeout of 100 s, which ends idle ones.</summary>
internal sealed record WebSocketsOptions(int Sockets = 1000)
{
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(60);

    public StageOptions Stage { get; init; } = new();
}
