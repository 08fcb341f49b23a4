namespace TokenGateway.Configuration.Sections;

/// <summary>How many requests in what time.</summary>
public sealed record RateLimitValuesConfig
{
    public required string Path { get; init; }

    public required int Permits { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>Null: as many as <see cref="Permits"/>.</summary>
    public required int? Burst { get; init; }
}
