using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Bodies;

/// <summary>Bodies of <paramref name="Megabytes"/> MB (2^20) each way, from 1; default 1024.</summary>
internal sealed record BodiesOptions(int Megabytes = 1024)
{
    public StageOptions Stage { get; init; } = new();
}
