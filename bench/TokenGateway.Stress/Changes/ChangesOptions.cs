namespace TokenGateway.Stress.Changes;

/// <summary>How many changes are written and who follows them.</summary>
/// <param name="Postgres">The connection string of an empty database.</param>
internal sealed record ChangesOptions(string Postgres)
{
    /// <summary>Changes a second.</summary>
    public int Rate { get; init; } = 1_000;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Each with a store of its own, as another node has.</summary>
    public int Followers { get; init; } = 10;

    /// <summary>Look-ups of unknown digests a second, of each follower.</summary>
    public int Fills { get; init; } = 20;
}
