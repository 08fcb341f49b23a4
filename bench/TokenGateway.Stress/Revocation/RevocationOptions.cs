using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Revocation;

/// <summary>How many tokens die, one after the other, and how many connections hammer with each.</summary>
internal sealed record RevocationOptions(int Rounds = 50)
{
    public int Connections { get; init; } = 64;

    // Who hammers on with a dead token is told so, and not that it asks too often.
    public StageOptions Stage { get; init; } = new() { FailedAttempts = 1_000_000 };
}
