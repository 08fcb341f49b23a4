namespace TokenGateway.Configuration.Sections;

/// <summary>What is recorded of the uses of tokens.</summary>
public sealed record UsageConfig
{
    public required string Path { get; init; }

    /// <summary>A last use is written when it moves the one that is stored by this much; 0: always.</summary>
    public required TimeSpan Resolution { get; init; }
}
