using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Identities;

/// <summary>Requests over each protocol, sent by <see cref="Workers"/> at once over <see cref="Connections"/> connections.</summary>
internal sealed record IdentitiesOptions(int Requests = 1_000_000)
{
    public int Workers { get; init; } = 100;

    /// <summary>Of HTTP/2; of HTTP/1.1 four times as many.</summary>
    public int Connections { get; init; } = 4;

    public StageOptions Stage { get; init; } = new();
}
