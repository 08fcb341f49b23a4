namespace TokenGateway.Configuration.Sections;

/// <summary>How many failed attempts an address has before its unknown values go through a gate.</summary>
public sealed record ThrottleConfig
{
    public required string Path { get; init; }

    public required int FailedAttempts { get; init; }

    public required TimeSpan Window { get; init; }
}
