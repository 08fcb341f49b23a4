namespace TokenGateway.Configuration.Sections;

/// <summary>How many calls that manage a user may make. Null: without limit.</summary>
public sealed record ManagementLimitsConfig
{
    public required string Path { get; init; }

    public required RateLimitValuesConfig? Calls { get; init; }

    public required RateLimitValuesConfig? Writes { get; init; }
}
