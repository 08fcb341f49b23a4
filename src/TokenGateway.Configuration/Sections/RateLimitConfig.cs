namespace TokenGateway.Configuration.Sections;

/// <summary>A named limit.</summary>
public sealed record RateLimitConfig
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary><c>token owner role address route realm</c>, in any case.</summary>
    public required string By { get; init; }

    /// <summary><c>TokenBucket SlidingWindow FixedWindow</c>, in any case.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Parts of a sliding window.</summary>
    public required int Segments { get; init; }

    public required RateLimitValuesConfig Values { get; init; }

    /// <summary>The values that hold for a role in place of the limit's own; null: without limit.</summary>
    public required IReadOnlyDictionary<string, RateLimitValuesConfig?> Roles { get; init; }

    /// <summary>How many callers are counted apart.</summary>
    public required int MaxPartitions { get; init; }
}
