using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Store;

/// <summary>How large the store is and how much of it is used.</summary>
/// <param name="Tokens">Tokens in the store.</param>
/// <param name="Used">Distinct tokens that clients use, which is what the gateway caches by default.</param>
internal sealed record StoreRunOptions(int Tokens = 1_000_000, int Used = 100_000)
{
    /// <summary>Tokens that are made one by one.</summary>
    public int Created { get; init; } = 1_000;

    /// <summary>Tokens that are verified with nothing cached.</summary>
    public int Verified { get; init; } = 10_000;

    /// <summary>How often each list is asked for.</summary>
    public int Lists { get; init; } = 20;

    /// <summary>The connection string of an empty database; null: SQLite.</summary>
    public string? Postgres { get; init; }

    public StageOptions Stage { get; init; } = new();
}
