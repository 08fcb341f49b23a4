namespace TokenGateway.Configuration.Sections;

/// <summary>A named rule that routes refer to.</summary>
public sealed record PolicyConfig
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<AccessEntryConfig> Access { get; init; }
}
