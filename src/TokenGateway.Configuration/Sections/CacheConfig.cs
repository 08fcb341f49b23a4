namespace TokenGateway.Configuration.Sections;

/// <summary>The cache of verified tokens.</summary>
public sealed record CacheConfig
{
    public required string Path { get; init; }

    /// <summary>In tokens.</summary>
    public required int Capacity { get; init; }

    /// <summary>After it an entry is read again, whatever the change feed says.</summary>
    public required TimeSpan MaxAge { get; init; }
}
